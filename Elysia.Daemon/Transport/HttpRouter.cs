namespace Elysia.Transport;

/// <summary>Which plain request gets which answer. Pure: method and path in, answer out.</summary>
/// <param name="page">The page.</param>
/// <param name="health">The health report.</param>
public sealed class HttpRouter(PageAssets page, HealthReport health)
{
    private const string RetryAfterSeconds = "5";

    /// <summary>Whether WebSockets are accepted at a path.</summary>
    public static bool IsWebSocketPath(string path) => path is "/" or "/ws";

    /// <summary>The answer to a request that asks for no WebSocket.</summary>
    public HttpAnswer Route(string method, string path)
    {
        bool known = path is "/health" or "/ws" || page.Find(path) is not null;
        if (!known)
        {
            return HttpAnswer.Text(404, "Not found. The page is at /, health at /health, the WebSocket at / and /ws.");
        }

        if (method is not ("GET" or "HEAD"))
        {
            return HttpAnswer.Text(405, "Method not allowed. Allowed: GET, HEAD.", ("Allow", "GET, HEAD"));
        }

        return path switch
        {
            "/health" => health.Answer(),
            "/ws" => HttpAnswer.Text(426, "This is a WebSocket. Ask for an upgrade.", ("Upgrade", "websocket")),
            _ => page.Find(path)!,
        };
    }

    /// <summary>The answer to a request for a WebSocket that is not accepted.</summary>
    public static HttpAnswer Refuse(UpgradeVerdict verdict) => verdict switch
    {
        UpgradeVerdict.WrongMethod =>
            HttpAnswer.Text(405, "A WebSocket begins with GET.", ("Allow", "GET")),
        UpgradeVerdict.WrongVersion =>
            HttpAnswer.Text(426, $"Only WebSocket version {UpgradeRequest.SpokenVersion} is spoken.",
                ("Sec-WebSocket-Version", UpgradeRequest.SpokenVersion), ("Upgrade", "websocket")),
        UpgradeVerdict.Full =>
            HttpAnswer.Text(503, "As many viewers as there may be are connected. Try again later.",
                ("Retry-After", RetryAfterSeconds)),
        UpgradeVerdict.WrongHttpVersion =>
            HttpAnswer.Text(400, "A WebSocket needs HTTP/1.1."),
        UpgradeVerdict.HasBody =>
            HttpAnswer.Text(400, "A request for a WebSocket has no body."),
        UpgradeVerdict.UnknownSubprotocol =>
            HttpAnswer.Text(400, $"None of the offered subprotocols is spoken. Offer {UpgradeRequest.Protocol1}, or none."),
        _ => HttpAnswer.Text(400, "Sec-WebSocket-Key must be 16 bytes in base64."),
    };
}
