namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>The request line and the required parts of every HTTP request (sections 3, 4.1, 4.2.1; RFC 9112).</summary>
internal static class RequestCases
{
    private static readonly Answer Upgraded = Answer.Upgraded();
    private static readonly Answer BadRequest = Answer.Http(400);
    private static readonly Answer NotFound = Answer.Http(404);
    private static readonly Answer NotAllowed = Answer.Http(405, "Allow: GET");

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        Create("at /", "GET / HTTP/1.1", Upgraded),
        Create("at /ws", "GET /ws HTTP/1.1", Upgraded),
        Create("query", "GET /?stamps=0 HTTP/1.1", Upgraded),
        Create("query of anything", "GET /ws?x=%20&y=&&=%C3%A9 HTTP/1.1", Upgraded),
        Create("absolute http target", $"GET http://127.0.0.1:{Handshake.Port}/ws HTTP/1.1", Upgraded),
        Create("absolute ws target", $"GET ws://127.0.0.1:{Handshake.Port}/ws HTTP/1.1", BadRequest),
        Create("path ends with a slash", "GET /ws/ HTTP/1.1", NotFound),
        Create("path in upper case", "GET /WS HTTP/1.1", NotFound),
        Create("path unknown", "GET /chat HTTP/1.1", NotFound),
        Create("fragment in the target", "GET /ws#top HTTP/1.1", BadRequest).But(Cause.FragmentDropped, Upgraded),
        Create("HTTP/1.0", "GET / HTTP/1.0", BadRequest),
        Create("HTTP/1.2", "GET / HTTP/1.2", Upgraded),
        Create("HTTP/2.0", "GET / HTTP/2.0", Answer.Http(505)),
        Create("HTTP/0.9", "GET / HTTP/0.9", BadRequest),
        Create("no HTTP version", "GET /", BadRequest),
        new("HTTP/2 preface", "4.1", new Handshake("PRI * HTTP/2.0") { Body = "SM\r\n\r\n" }, Answer.Http(505)),
        Create("method HEAD", "HEAD / HTTP/1.1", NotAllowed),
        Create("method OPTIONS", "OPTIONS / HTTP/1.1", NotAllowed),
        Create("method get in lower case", "get / HTTP/1.1", NotAllowed),
        Create("method of no letters", "G<T / HTTP/1.1", BadRequest),
        new("method POST of length 0", "4.1", Handshake.FromLine("POST / HTTP/1.1").And("Content-Length: 0"), NotAllowed),
        Create("method POST without a length", "POST / HTTP/1.1", NotAllowed).But(Cause.LengthRequired, Answer.Http(411)),
        new("body with a length", "4.1", Handshake.Ordinary.And("Content-Length: 5") with { Body = "12345" }, BadRequest),
        new("body in chunks", "4.1",
            Handshake.Ordinary.And("Transfer-Encoding: chunked") with { Body = "1\r\nx\r\n0\r\n\r\n" }, BadRequest),
        new("body of length 0", "4.1", Handshake.Ordinary.And("Content-Length: 0"), Upgraded),
        new("length negative", "RFC 9112 6.3", Handshake.Ordinary.And("Content-Length: -1"), BadRequest),
        new("host missing", "4.2.1", Handshake.Ordinary.Without("Host"), BadRequest),
        new("host empty", "4.2.1", Handshake.Ordinary.With("Host:"), BadRequest),
        new("host of a proxy", "4.2.1", Handshake.Ordinary.With("Host: elysia.example"), Upgraded)
            { Deviation = new Deviation(Cause.BoundName, "plain", NotFound) },
        new("two hosts", "RFC 9112 3.2", Handshake.Ordinary.With("Host: elysia.example").And($"Host: 127.0.0.1:{Handshake.Port}"),
            BadRequest) { Deviation = new Deviation(Cause.LastHeaderWins, null, Upgraded) },
        new("lines end with LF only", "RFC 9112 2.2", Handshake.Ordinary with { LineEnd = "\n" }, Upgraded),
        Create("empty line first", "\r\nGET / HTTP/1.1", Upgraded),
        new("TLS instead of a request", "4.1",
            new Handshake("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00FC\u0003\u0003"), BadRequest),
    ];

    private static Case Create(string name, string line, Answer answer) => new(name, "4.1", Handshake.FromLine(line), answer);
}
