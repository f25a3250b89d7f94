using System.Collections.Frozen;

namespace Elysia.Http;

/// <summary>Routes plain requests to the page and to the endpoints.</summary>
/// <param name="page">The page.</param>
/// <param name="endpoints">All other endpoints, one for each path.</param>
internal sealed class HttpRouter(PageAssets page, params IEnumerable<IHttpEndpoint> endpoints)
{
    private const string ReadMethods = "GET, HEAD";

    private readonly FrozenDictionary<string, IHttpEndpoint> _endpoints =
        endpoints.ToFrozenDictionary(e => e.Path, StringComparer.Ordinal);

    /// <summary>Whether WebSockets are accepted at a path.</summary>
    public static bool IsWebSocketPath(string path) => path is "/" or "/ws";

    /// <summary>Returns the response to a request that is not an upgrade.</summary>
    public ValueTask<HttpResponse> RouteAsync(HttpRequest request)
    {
        IHttpEndpoint? endpoint = Find(request.Path);
        HttpResponse? asset = page.Find(request.Path);
        if (endpoint is null && asset is null && request.Path != "/ws")
        {
            return new(HttpResponse.Text(404, "Not found. The page is at /, health at /health, the WebSocket at / and /ws."));
        }

        string methods = endpoint?.Methods ?? ReadMethods;
        if (!methods.Split(", ").Contains(request.Method))
        {
            return new(HttpResponse.Text(405, $"Method not allowed. Allowed: {methods}.", ("Allow", methods)));
        }

        return endpoint?.AnswerAsync(request) ?? new(asset?.UnlessKnown(request)
            ?? HttpResponse.Text(426, "This is a WebSocket. Ask for an upgrade.", ("Upgrade", "websocket")));
    }

    private IHttpEndpoint? Find(string path)
    {
        // The folder of a path. That of "/health" is "/", which belongs to the page.
        string folder = path[..(path.LastIndexOf('/') + 1)];
        return _endpoints.GetValueOrDefault(path)
            ?? (folder.Length > 1 && folder.Length < path.Length ? _endpoints.GetValueOrDefault(folder) : null);
    }
}
