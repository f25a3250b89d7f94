using System.Net;

namespace Elysia.Transport;

/// <summary>A plain HTTP request, as far as endpoints need it. Bodies are not read: no endpoint takes one.</summary>
/// <param name="Method">The method, as "GET".</param>
/// <param name="Path">The path without the query.</param>
/// <param name="Peer">The other end of the TCP connection: the client, or the proxy in front of it.</param>
/// <param name="Headers">The request's headers; null for one that is not there.</param>
public sealed record HttpQuestion(string Method, string Path, IPAddress Peer, Func<string, string?> Headers)
{
    /// <summary>What a request asks.</summary>
    public static HttpQuestion From(HttpListenerRequest request) => new(
        request.HttpMethod, request.Url?.AbsolutePath ?? "", request.RemoteEndPoint.Address, request.Headers.Get);
}
