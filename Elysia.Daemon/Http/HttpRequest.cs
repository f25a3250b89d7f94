using System.Net;
using Elysia.Admission.Network;

namespace Elysia.Http;

/// <summary>A plain HTTP request, as far as endpoints need it. Bodies are not read, because no endpoint needs
/// one.</summary>
/// <param name="Method">The method, e.g. "GET".</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Remote">The client that sent the request.</param>
/// <param name="Headers">Looks up a header; null when it is absent.</param>
internal sealed record HttpRequest(string Method, string Path, RemoteClient Remote, Func<string, string?> Headers)
{
    /// <summary>The query without its question mark; empty when there is none.</summary>
    public string Query { get; init; } = "";

    /// <summary>Converts a request of HttpListener.</summary>
    /// <exception cref="ObjectDisposedException">The connection has already ended.</exception>
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
            // Thrown inside HttpListener: it hands out requests that it has already refused and closed, e.g. a POST
            // without a length.
            throw new ObjectDisposedException(nameof(HttpListenerRequest), "HttpListener has answered this request itself.");
        }
    }
}
