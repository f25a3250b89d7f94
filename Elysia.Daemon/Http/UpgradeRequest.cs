using System.Net;

namespace Elysia.Http;

/// <summary>The parts of a request that decide about an upgrade (RFC 6455 section 4.2.1). HttpListener checks few of
/// them.</summary>
/// <param name="Method">The method as sent.</param>
/// <param name="HttpVersion">The version as sent.</param>
/// <param name="Key">Sec-WebSocket-Key; of a repeated header HttpListener keeps the last.</param>
/// <param name="Version">Sec-WebSocket-Version.</param>
/// <param name="Subprotocols">Sec-WebSocket-Protocol; null when none was offered.</param>
public sealed record UpgradeRequest(string Method, Version HttpVersion, string? Key, string? Version, string? Subprotocols)
{
    /// <summary>The subprotocol of protocol 1, for clients that want to name it.</summary>
    public const string Protocol1 = "elysia.v1.json";

    /// <summary>The subprotocol of protocol 2: motions instead of samples.</summary>
    public const string Protocol2 = "elysia.v2.json";

    /// <summary>The subprotocol of protocol 2 with its state as bytes.</summary>
    public const string Protocol2Binary = "elysia.v2.bin";

    /// <summary>The WebSocket version that is spoken.</summary>
    public const string SpokenVersion = "13";

    private const int KeyBytes = 16;

    // 16 bytes in base64; its decoder would skip spaces.
    private const int KeyChars = 24;

    /// <summary>Whether a body comes along: what a WebSocket would take for frames.</summary>
    public bool HasBody { get; init; }

    /// <summary>The subprotocol to answer with, the first known one of those offered; null when there is none.</summary>
    /// <remarks>Other values may stand beside it: they mean something to others.</remarks>
    public string? Subprotocol => Subprotocols?.Split(',', StringSplitOptions.TrimEntries)
        .FirstOrDefault(offered => offered is Protocol1 or Protocol2 or Protocol2Binary);

    /// <summary>Whether a request asks for a WebSocket at all: Upgrade names websocket and Connection names Upgrade.</summary>
    public static bool IsMeant(HttpListenerRequest request) =>
        Names(request.Headers["Upgrade"], "websocket") && Names(request.Headers["Connection"], "upgrade");

    /// <summary>Reads the parts of a request.</summary>
    public static UpgradeRequest From(HttpListenerRequest request) => new(
        request.HttpMethod,
        request.ProtocolVersion,
        request.Headers["Sec-WebSocket-Key"],
        request.Headers["Sec-WebSocket-Version"],
        request.Headers["Sec-WebSocket-Protocol"])
    {
        HasBody = request.HasEntityBody,
    };

    /// <summary>Decides.</summary>
    public UpgradeVerdict Judge()
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

    private static bool Names(string? header, string token) =>
        header?.Split(',', StringSplitOptions.TrimEntries).Contains(token, StringComparer.OrdinalIgnoreCase) ?? false;
}
