using static Elysia.Tests.Integration.Rfc6455.ClientFrames;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>Pings and pongs (sections 5.5.2, 5.5.3), also many of them, and while the server is busy.</summary>
internal static class PingCases
{
    private const int Flood = 5_000;
    private static readonly Answer TooFast = Answer.Error("Rate limit exceeded. Please slow down.");

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        new("empty", "5.5.2", PingOf(), Answer.Pong()),
        new("with text", "5.5.2", PingOf("hi"), Answer.Pong(Utf8("hi"))),
        new("of 125 bytes", "5.5.2", PingOf(Fill(125)), Answer.Pong(Fill(125))),
        new("of bytes that are not text", "5.5.2", PingOf([0, 0xFF, 0xFE, 0xC0, 0x80, 0xED, 0xA0, 0x80]),
            Answer.Pong(0, 0xFF, 0xFE, 0xC0, 0x80, 0xED, 0xA0, 0x80)),
        new("with a mask of zeros", "5.3", Frame(Fin | Ping, "hi"u8, [0, 0, 0, 0]), Answer.Pong(Utf8("hi"))),
        new("two", "5.5.3", Join(PingOf(1), PingOf(2)), Answer.Pong(1), Answer.Pong(2)),
        new("three of the same", "5.5.3", Repeat(3, PingOf(7)), Answer.Pong(7), Answer.Pong(7), Answer.Pong(7)),
        new("a hundred", "5.5.3", Join([.. Enumerable.Range(0, 100).Select(i => PingOf((byte)i))]),
            [.. Enumerable.Range(0, 100).Select(i => Answer.Pong((byte)i))]),
        new("a flood", "5.5.3", Repeat(Flood, PingOf(Fill(10))), [.. Enumerable.Repeat(Answer.Pong(Fill(10)), Flood)]),
        new("unsolicited pong", "5.5.3", Frame(Fin | Pong, "unasked"u8)),
        new("empty pong", "5.5.3", Frame(Fin | Pong, [])),
        new("pong of 125 bytes", "5.5.3", Frame(Fin | Pong, Fill(125))),
        new("a flood of pongs", "5.5.3", Repeat(Flood, Frame(Fin | Pong, Fill(10)))),
        new("after a message", "5.5.2", Join(Unknown("nope"), PingOf("hi")), Answer.Pong(Utf8("hi")), Answer.Unknown("nope")),
        new("after more messages than the limit", "5.5.2", Join(Repeat(12, Unknown("nope")), PingOf("hi")),
            [.. Enumerable.Repeat(Answer.Unknown("nope"), 10), TooFast, TooFast, Answer.Pong(Utf8("hi"))]),
        new("between many messages", "5.5.2",
            Join([.. Enumerable.Range(0, 10).Select(i => Join(Unknown($"n{i}"), PingOf((byte)i)))]),
            [.. Enumerable.Range(0, 10).SelectMany(i => (Answer[])[Answer.Unknown($"n{i}"), Answer.Pong((byte)i)])]),
        new("after a refused message", "5.5.2", Join(Message("{"), PingOf("hi")),
            Answer.Error("Message must be valid JSON (error near byte 1)"), Answer.Pong(Utf8("hi"))),
    ];
}
