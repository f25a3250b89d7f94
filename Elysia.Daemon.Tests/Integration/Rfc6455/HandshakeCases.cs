namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>The header fields of the opening handshake (sections 4.2.1, 4.2.2, 9.1 and 11.3).</summary>
internal static class HandshakeCases
{
    private const string SecondKey = "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==";
    private const string SecondAccept = "ICX+Yqv66kxgM0FcWaLWlFLwTAI=";
    private const string Elysia = "elysia.v1.json";

    private static readonly Answer Upgraded = Answer.Upgraded();
    private static readonly Answer BadRequest = Answer.Http(400);
    private static readonly Answer NoUpgrade = Answer.Http(426, "Upgrade: websocket");
    private static readonly Answer NoVersion = Answer.Http(426, "Sec-WebSocket-Version: 13");

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        Create("names in lower case", "4.2.1", Named(n => n.ToLowerInvariant()), Upgraded),
        Create("names in upper case", "4.2.1", Named(n => n.ToUpperInvariant()), Upgraded),
        Create("no space after the colon", "4.2.1", Named(n => n, ""), Upgraded),
        Create("spaces around the values", "4.2.1", Named(n => n, " \t  ", "  \t"), Upgraded),
        With("upgrade in mixed case", "4.2.1", "Upgrade: WebSocket", Upgraded),
        With("upgrade among others", "4.2.1", "Upgrade: h2c, websocket", Upgraded),
        With("upgrade to something else", "4.2.1", "Upgrade: h2c", NoUpgrade),
        With("upgrade to a longer name", "4.2.1", "Upgrade: websockets", NoUpgrade),
        Create("upgrade missing", "4.2.1", Handshake.AtWs.Without("Upgrade"), NoUpgrade),
        With("connection among others", "4.2.1", "Connection: keep-alive, upgrade", Upgraded),
        With("connection keep-alive", "4.2.1", "Connection: keep-alive", NoUpgrade),
        Create("connection missing", "4.2.1", Handshake.AtWs.Without("Connection"), NoUpgrade),
        Create("connection in two lines", "4.2.1", Handshake.AtWs.With("Connection: keep-alive").And("Connection: Upgrade"),
            Upgraded),
        Create("connection in two lines, upgrade first", "4.2.1", Handshake.AtWs.And("Connection: keep-alive"), Upgraded)
            .But(Cause.LastHeaderWins, NoUpgrade),
        Create("version missing", "4.2.1", Handshake.AtWs.Without("Sec-WebSocket-Version"), NoVersion),
        With("version 8", "4.2.2", "Sec-WebSocket-Version: 8", NoVersion),
        With("version 14", "4.2.2", "Sec-WebSocket-Version: 14", NoVersion),
        With("version 013", "4.2.2", "Sec-WebSocket-Version: 013", NoVersion),
        With("version of two numbers", "4.2.2", "Sec-WebSocket-Version: 13, 8", NoVersion),
        Create("version twice", "11.3.5",
            Handshake.AtWs.With("Sec-WebSocket-Version: 8").And("Sec-WebSocket-Version: 13"), NoVersion)
            .But(Cause.LastHeaderWins, Upgraded),
        Create("key missing", "4.2.1", Handshake.AtWs.Without("Sec-WebSocket-Key"), BadRequest),
        With("key empty", "4.2.1", "Sec-WebSocket-Key:", BadRequest),
        With("key of 15 bytes", "4.2.1", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAA", BadRequest),
        With("key of 17 bytes", "4.2.1", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAAA=", BadRequest),
        With("key without padding", "4.2.1", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA", BadRequest),
        With("key in base64url", "4.2.1", "Sec-WebSocket-Key: ____________________-w==", BadRequest),
        With("key with a space in it", "4.2.1", "Sec-WebSocket-Key: AAAAAAAAAAA AAAAAAAAAAA==", BadRequest),
        With("key that is not base64", "4.2.1", "Sec-WebSocket-Key: ~~~~~~~~~~~~~~~~~~~~~~==", BadRequest),
        With("key of another sixteen bytes", "4.2.2", SecondKey, Answer.Upgraded(accept: SecondAccept)),
        Create("key twice", "11.3.1", Handshake.AtWs.And(SecondKey), BadRequest)
            .But(Cause.LastHeaderWins, Answer.Upgraded(accept: SecondAccept)),
        And("subprotocol supported", "4.2.2", $"Sec-WebSocket-Protocol: {Elysia}", Answer.Upgraded(Elysia)),
        And("subprotocol among others", "4.2.2", $"Sec-WebSocket-Protocol: chat, {Elysia},x", Answer.Upgraded(Elysia)),
        And("subprotocol unknown", "4.2.2", "Sec-WebSocket-Protocol: chat", BadRequest),
        And("subprotocol in upper case", "4.2.2", "Sec-WebSocket-Protocol: ELYSIA.V1.JSON", BadRequest),
        And("subprotocol empty", "11.3.4", "Sec-WebSocket-Protocol:", BadRequest),
        Create("subprotocol in two lines", "11.3.4",
            Handshake.AtWs.And("Sec-WebSocket-Protocol: chat").And($"Sec-WebSocket-Protocol: {Elysia}"), Answer.Upgraded(Elysia)),
        Create("subprotocol in two lines, supported one first", "11.3.4",
            Handshake.AtWs.And($"Sec-WebSocket-Protocol: {Elysia}").And("Sec-WebSocket-Protocol: chat"), Answer.Upgraded(Elysia))
            .But(Cause.LastHeaderWins, BadRequest),
        And("extension offered", "9.1", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits", Upgraded),
        And("extension unknown", "9.1", "Sec-WebSocket-Extensions: x-teleport; q=\"1\", bbf-usp-protocol", Upgraded),
        And("extension malformed", "9.1", "Sec-WebSocket-Extensions: ;;=,", BadRequest).But(Cause.ExtensionsUnread, Upgraded),
        And("foreign origin", "4.2.2", "Origin: https://stranger.example", Answer.Http(403)),
        And("cookies", "4.2.1", "Cookie: a=b; c=d", Upgraded),
        And("credentials", "4.2.1", "Authorization: Basic dTpw", Upgraded),
        And("header of 16 KiB", "4.2.1", $"X-Long: {new string('x', 16 * 1024)}", Upgraded),
        And("header of 40 KiB", "4.2.1", $"X-Long: {new string('x', 40 * 1024)}", BadRequest),
        Create("100 headers", "4.2.1",
            Handshake.AtWs with { Headers = [.. Handshake.AtWs.Headers, .. Enumerable.Range(0, 100).Select(i => $"X-{i}: {i}")] },
            Upgraded),
        And("header without a colon", "RFC 9112 5", "no colon here", BadRequest),
        And("header without a name", "RFC 9112 5", ": nameless", BadRequest),
        And("header folded", "RFC 9112 5.2", "X-Folded: one\r\n two", BadRequest),
        And("header with a NUL", "RFC 9110 5.5", "X-Nul: a\0b", BadRequest),
        Create("header with a space before the colon", "RFC 9112 5.1",
            Handshake.AtWs.Without("Upgrade").And("Upgrade : websocket"), BadRequest).But(Cause.NameTrimmed, Upgraded),
    ];

    /// <summary>Returns the ordinary request with its header names and the space around their values changed.</summary>
    private static Handshake Named(Func<string, string> name, string before = " ", string after = "")
    {
        IEnumerable<string> lines =
            from line in Handshake.Ordinary.Headers
            let colon = line.IndexOf(':', StringComparison.Ordinal)
            select $"{name(line[..colon])}:{before}{line[(colon + 2)..]}{after}";
        return Handshake.Ordinary with { Headers = [.. lines] };
    }

    private static Case Create(string name, string section, Handshake handshake, Answer answer) =>
        new(name, section, handshake, answer);

    private static Case With(string name, string section, string line, Answer answer) =>
        new(name, section, Handshake.AtWs.With(line), answer);

    private static Case And(string name, string section, string line, Answer answer) =>
        new(name, section, Handshake.AtWs.And(line), answer);
}
