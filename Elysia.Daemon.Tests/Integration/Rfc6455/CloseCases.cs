using static Elysia.Tests.Integration.Rfc6455.ClientFrames;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>The closing handshake: codes, reasons and what follows (sections 5.5.1, 7.1, 7.4).</summary>
internal static class CloseCases
{
    private static readonly byte[] NormalClose = CloseOf(1000);
    private static readonly Answer ProtocolError = Answer.Closed(1002);

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        new("no code", "5.5.1", Frame(Fin | Close, []), Answer.Echoed(1000)),
        .. ((int[])[1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011]).Select(code =>
            new Case($"code {code}", "7.4.1", CloseOf(code), Answer.Echoed(code))),
        .. ((int[])[1012, 1013, 1014]).Select(code =>
            new Case($"code {code}, registered later", "7.4.2", CloseOf(code), Answer.Echoed(code))),
        .. ((int[])[3000, 3999, 4000, 4999]).Select(code =>
            new Case($"code {code}, free to use", "7.4.2", CloseOf(code), Answer.Echoed(code))),
        .. ((int[])[1004, 1005, 1006, 1015]).Select(code =>
            new Case($"code {code}, reserved", "7.4.1", CloseOf(code), ProtocolError)),
        .. ((int[])[0, 1, 999, 1016, 1100, 2000, 2999, 5000, 65_535]).Select(code =>
            new Case($"code {code}, out of range", "7.4.2", CloseOf(code), ProtocolError)),
        new("one byte", "5.5.1", Frame(Fin | Close, [3]), ProtocolError),
        new("reason", "5.5.1", CloseOf(1000, Utf8("bye")), Answer.Echoed(1000)),
        new("reason of 123 bytes", "5.5", CloseOf(4000, Fill(123)), Answer.Echoed(4000)),
        new("reason of 124 bytes", "5.5", CloseOf(4000, Fill(124)), ProtocolError),
        new("reason in Korean", "5.5.1", CloseOf(1000, Utf8("안녕히 계세요 🌊")), Answer.Echoed(1000)),
        new("reason that is not UTF-8", "7.1.6", CloseOf(1000, 0xFF), ProtocolError),
        new("reason cut within a character", "7.1.6", CloseOf(1000, 0xED, 0x95), ProtocolError),
        new("ping first", "5.5.1", Join(PingOf("last"), NormalClose), Answer.Pong(Utf8("last")), Answer.Echoed(1000)),
        new("message first", "5.5.1", Join(Unknown("nope"), NormalClose), Answer.Unknown("nope"), Answer.Echoed(1000)),
        new("twice", "5.5.1", Join(NormalClose, CloseOf(1001)), Answer.Echoed(1000)),
        new("text after it", "5.5.1", Join(NormalClose, Unknown("nope")), Answer.Echoed(1000)),
        new("ping after it", "5.5.1", Join(NormalClose, PingOf("late")), Answer.Echoed(1000)),
        new("garbage after it", "5.5.1", Join(NormalClose, Fill(10_000)), Answer.Echoed(1000)),
        new("64 KiB after it", "7.1.1", Join(NormalClose, Fill(64 * 1024)), Answer.Echoed(1000)),
        new("end of the connection after it", "7.1.1", NormalClose, Answer.Echoed(1000)) { IsFinished = true },
        new("end of the connection without it", "7.1.5", PingOf("last"), Answer.Pong(Utf8("last")), Answer.Cut)
            { IsFinished = true },
        new("end of the connection within a header", "7.1.5", [0x81], Answer.Cut) { IsFinished = true },
        new("end of the connection within a frame", "7.1.5", Announced(Fin | Text, 20, "abc"u8), Answer.Cut)
            { IsFinished = true },
        new("end of the connection within a message", "7.1.5", Frame(Text, "abc"u8), Answer.Cut) { IsFinished = true },
        new("end of the connection within a close", "7.1.5", Announced(Fin | Close, 2, [3]), Answer.Cut) { IsFinished = true },
    ];
}
