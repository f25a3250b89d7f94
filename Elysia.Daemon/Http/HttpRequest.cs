using System.Net;
using Elysia.Admission.Network;

namespace Elysia.Http;

/// <summary>A plain HTTP request, as far as endpoints need it. Bodies are not read: no endpoint takes one.</summary>
/// <param name="Method">The method, as "GET".</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Remote">Who is asking.</param>
/// <param name="Headers">The request's headers; null for one that is not there.</param>
internal sealed record HttpRequest(string Method, string Path, RemoteClient Remote, Func<string, string?> Headers)
{
    /// <summary>The query without its question mark; empty when there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>Reads a request of HttpListener.</summary>
    /// <exception cref="ObjectDisposedException">The connection has ended already.</exception>
    public static HttpRequest From(HttpListenerRequest request, ForwardedHeadersResolver forwarded)
    {
        Func<string, string?> headers = request.Headers.Get;
        RemoteClient client = forwarded.Resolve(PeerOf(request), headers);
        return new HttpRequest(request.HttpMethod, request.Url?.AbsolutePath ?? "", client, headers)
        {
            Query = request.Url?.Query.TrimStart('?') ?? "",
        };
    }

    private static IPAddress PeerOf(HttpListenerRequest request)
    {
        try
        {
            return request.RemoteEndPoint.Address;
        }
        catch (NullReferenceException)
        {
            // HttpListener's own: it hands out requests that it has refused and closed itself, as a POST without a length.
            throw new ObjectDisposedException(nameof(HttpListenerRequest), "HttpListener has answered this request itself.");
        }
    }
}
