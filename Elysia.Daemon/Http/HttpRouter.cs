using System.Collections.Frozen;

namespace Elysia.Http;

/// <summary>Which plain request gets which answer.</summary>
/// <param name="page">The page.</param>
/// <param name="endpoints">Everything else that answers, one for each path.</param>
public sealed class HttpRouter(PageAssets page, params IEnumerable<IHttpEndpoint> endpoints)
{
    private const string ReadMethods = "GET, HEAD";

    private readonly FrozenDictionary<string, IHttpEndpoint> _endpoints =
        endpoints.ToFrozenDictionary(e => e.Path, StringComparer.Ordinal);

    /// <summary>Whether WebSockets are accepted at a path.</summary>
    public static bool IsWebSocketPath(string path) => path is "/" or "/ws";

    /// <summary>The answer to a request that asks for no WebSocket.</summary>
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

        return endpoint?.AnswerAsync(request) ?? new(asset
            ?? HttpResponse.Text(426, "This is a WebSocket. Ask for an upgrade.", ("Upgrade", "websocket")));
    }

    private IHttpEndpoint? Find(string path)
    {
        // The folder of a path; that of "/health" is "/", which is the page's.
        string folder = path[..(path.LastIndexOf('/') + 1)];
        return _endpoints.GetValueOrDefault(path)
            ?? (folder.Length > 1 && folder.Length < path.Length ? _endpoints.GetValueOrDefault(folder) : null);
    }

    /// <summary>The answer to a request for a WebSocket that is not accepted.</summary>
    public static HttpResponse Refuse(UpgradeVerdict verdict) => verdict switch
    {
        UpgradeVerdict.WrongMethod =>
            HttpResponse.Text(405, "A WebSocket begins with GET.", ("Allow", "GET")),
        UpgradeVerdict.WrongVersion =>
            HttpResponse.Text(426, $"Only WebSocket version {UpgradeRequest.SpokenVersion} is spoken.",
                ("Sec-WebSocket-Version", UpgradeRequest.SpokenVersion), ("Upgrade", "websocket")),
        UpgradeVerdict.Full =>
            HttpResponse.Text(503, "No more viewers at present: all places are taken, or the server stops. Try again later.",
                ("Retry-After", HttpResponse.RetryAfterSeconds)),
        UpgradeVerdict.ForeignOrigin =>
            HttpResponse.Text(403, "Pages of other sites may not connect. The operator allows them by ELYSIA_ORIGINS."),
        UpgradeVerdict.TokenRefused => HttpResponse.Text(401, "The token was refused.", ("WWW-Authenticate", "Bearer")),
        UpgradeVerdict.TooManyPending =>
            HttpResponse.Text(503, "Too many clients have not sent their token yet. Try again later, or send it along.",
                ("Retry-After", HttpResponse.RetryAfterSeconds)),
        UpgradeVerdict.TokenInAddress =>
            HttpResponse.Text(400, "No token in an address: proxies and histories keep it. Send it as Authorization: Bearer, as "
                + "the subprotocol elysia.token.TOKEN or as the first message, or get a ticket from POST /ticket."),
        UpgradeVerdict.WrongHttpVersion =>
            HttpResponse.Text(400, "A WebSocket needs HTTP/1.1."),
        UpgradeVerdict.HasBody =>
            HttpResponse.Text(400, "A request for a WebSocket has no body."),
        UpgradeVerdict.UnknownSubprotocol =>
            HttpResponse.Text(400, $"None of the offered subprotocols is spoken. Offer {UpgradeRequest.Protocol1}, "
                + $"{UpgradeRequest.Protocol2}, {UpgradeRequest.Protocol2Binary}, or none."),
        _ => HttpResponse.Text(400, "Sec-WebSocket-Key must be 16 bytes in base64."),
    };
}
