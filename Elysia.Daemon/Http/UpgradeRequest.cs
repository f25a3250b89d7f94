using System.Net;

namespace Elysia.Http;

/// <summary>The parts of a request that decide about an upgrade (RFC 6455 section 4.2.1). HttpListener checks few of
/// them.</summary>
/// <param name="Method">The method as sent.</param>
/// <param name="HttpVersion">The version as sent.</param>
/// <param name="Key">Sec-WebSocket-Key; if the header is repeated, HttpListener keeps the last.</param>
/// <param name="Version">Sec-WebSocket-Version.</param>
/// <param name="Subprotocols">Sec-WebSocket-Protocol; null when none was offered.</param>
internal sealed record UpgradeRequest(string Method, Version HttpVersion, string? Key, string? Version, string? Subprotocols)
{
    /// <summary>The subprotocol of protocol 1, for clients that want to name it.</summary>
    public const string Protocol1 = "elysia.v1.json";

    /// <summary>The subprotocol of protocol 2: motions instead of samples.</summary>
    public const string Protocol2 = "elysia.v2.json";

    /// <summary>The subprotocol of protocol 2 with binary state messages.</summary>
    public const string Protocol2Binary = "elysia.v2.bin";

    /// <summary>The supported WebSocket version.</summary>
    public const string SpokenVersion = "13";

    private const int KeyBytes = 16;

    // 16 bytes in base64. The length is checked because the decoder would skip spaces.
    private const int KeyChars = 24;

    /// <summary>Whether the request has a body, which a WebSocket would take for frames.</summary>
    public bool HasBody { get; init; }

    /// <summary>The subprotocol to select: the first known one of those offered; null when there is none.</summary>
    /// <remarks>Unknown values may be offered beside it, e.g. a token.</remarks>
    public string? Subprotocol => Subprotocols?.Split(',', StringSplitOptions.TrimEntries)
        .FirstOrDefault(offered => offered is Protocol1 or Protocol2 or Protocol2Binary);

    /// <summary>Whether a request asks for a WebSocket at all: Upgrade contains websocket and Connection contains
    /// Upgrade.</summary>
    public static bool IsMeant(HttpListenerRequest request) =>
        Names(request.Headers["Upgrade"], "websocket") && Names(request.Headers["Connection"], "upgrade");

    /// <summary>Extracts the parts from a request.</summary>
    public static UpgradeRequest From(HttpListenerRequest request) => new(
        request.HttpMethod,
        request.ProtocolVersion,
        request.Headers["Sec-WebSocket-Key"],
        request.Headers["Sec-WebSocket-Version"],
        request.Headers["Sec-WebSocket-Protocol"])
    {
        HasBody = request.HasEntityBody,
    };

    /// <summary>Validates the request.</summary>
    public UpgradeVerdict Validate()
    {
        Span<byte> key = stackalloc byte[KeyBytes];
        string base64 = Key?.Trim() ?? "";
        return Method != "GET" ? UpgradeVerdict.WrongMethod
            : HttpVersion < System.Net.HttpVersion.Version11 ? UpgradeVerdict.WrongHttpVersion
            : HasBody ? UpgradeVerdict.HasBody
            : Version?.Trim() != SpokenVersion ? UpgradeVerdict.WrongVersion
            : base64.Length != KeyChars || !Convert.TryFromBase64String(base64, key, out int bytes) || bytes != KeyBytes
                ? UpgradeVerdict.BadKey
            : Subprotocols is not null && Subprotocol is null ? UpgradeVerdict.UnknownSubprotocol
            : UpgradeVerdict.Accept;
    }

    /// <summary>Returns the response to a refused request for a WebSocket, for every reason except its
    /// credential.</summary>
    public static HttpResponse Refusal(UpgradeVerdict verdict) => verdict switch
    {
        UpgradeVerdict.WrongMethod =>
            HttpResponse.Text(405, "A WebSocket begins with GET.", ("Allow", "GET")),
        UpgradeVerdict.WrongVersion =>
            HttpResponse.Text(426, $"Only WebSocket version {SpokenVersion} is spoken.",
                ("Sec-WebSocket-Version", SpokenVersion), ("Upgrade", "websocket")),
        UpgradeVerdict.Full =>
            HttpResponse.Text(503, "No more viewers at present: all places are taken, or the server stops. Try again later.",
                ("Retry-After", HttpResponse.RetryAfterSeconds)),
        UpgradeVerdict.ForeignOrigin =>
            HttpResponse.Text(403, "Pages of other sites may not connect. The operator allows them by ELYSIA_ORIGINS."),
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
            HttpResponse.Text(400, $"None of the offered subprotocols is spoken. Offer {Protocol1}, "
                + $"{Protocol2}, {Protocol2Binary}, or none."),
        _ => HttpResponse.Text(400, "Sec-WebSocket-Key must be 16 bytes in base64."),
    };

    private static bool Names(string? header, string token) =>
        header?.Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase) ?? false;
}

/// <summary>The outcome of a request for a WebSocket.</summary>
internal enum UpgradeVerdict
{
    /// <summary>101: accepted.</summary>
    Accept,

    /// <summary>405: the method is not GET.</summary>
    WrongMethod,

    /// <summary>400: the HTTP version is older than 1.1.</summary>
    WrongHttpVersion,

    /// <summary>400: the request has a body.</summary>
    HasBody,

    /// <summary>400: Sec-WebSocket-Key is missing or is not 16 bytes in base64.</summary>
    BadKey,

    /// <summary>426 with the supported version: 13.</summary>
    WrongVersion,

    /// <summary>400: none of the offered subprotocols is supported.</summary>
    UnknownSubprotocol,

    /// <summary>403: the request comes from a page of another site.</summary>
    ForeignOrigin,

    /// <summary>503 with Retry-After: the maximum number of viewers is connected.</summary>
    Full,

    /// <summary>401: the token or the ticket was refused.</summary>
    TokenRefused,

    /// <summary>400: a token in the address, which proxies and browser histories keep.</summary>
    TokenInAddress,

    /// <summary>503 with Retry-After. No longer given, because the oldest client without a token gives way; kept so that the
    /// metric has the same labels.</summary>
    TooManyPending,
}
