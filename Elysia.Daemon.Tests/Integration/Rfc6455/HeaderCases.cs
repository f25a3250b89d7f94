using static Elysia.Tests.Integration.Rfc6455.ClientFrames;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>The first two bytes of a frame and its mask (sections 5.1, 5.2, 5.3, 11.8).</summary>
internal static class HeaderCases
{
    private const int Rsv1 = 0x40;
    private const int Rsv2 = 0x20;
    private const int Rsv3 = 0x10;

    private static readonly byte[] Nope = Utf8(UnknownJson("nope"));
    private static readonly Answer ProtocolError = Answer.Closed(1002);

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        new("mask of any bytes", "5.3", Frame(Fin | Text, Nope, [0x12, 0x34, 0x56, 0x78]), Answer.Unknown("nope")),
        new("mask of zeros", "5.3", Frame(Fin | Text, Nope, [0, 0, 0, 0]), Answer.Unknown("nope")),
        new("mask of ones", "5.3", Frame(Fin | Text, Nope, [0xFF, 0xFF, 0xFF, 0xFF]), Answer.Unknown("nope")),
        new("another mask in each frame", "5.3",
            Join(
                Frame(Text, Nope.AsSpan(0, 3), [1, 2, 3, 4]), Frame(Continuation, Nope.AsSpan(3, 6), [5, 6, 7, 8]),
                Frame(Fin | Continuation, Nope.AsSpan(9), [9, 10, 11, 12])),
            Answer.Unknown("nope")),
        new("no mask", "5.1", Unmasked(Fin | Text, Nope), ProtocolError),
        new("no mask after a frame with one", "5.1", Join(PingOf("masked"), Unmasked(Fin | Text, Nope)),
            Answer.Pong(Utf8("masked")), ProtocolError),
        new("no mask on a continuation", "5.1",
            Join(Frame(Text, Nope.AsSpan(0, 3)), Unmasked(Fin | Continuation, Nope.AsSpan(3))), ProtocolError),
        new("no mask on a ping", "5.1", Unmasked(Fin | Ping, Utf8("unmasked")), ProtocolError),
        new("no mask on a close", "5.1", Unmasked(Fin | Close, [3, 232, .. Utf8("bye")]), ProtocolError),
        new("no mask on a frame of one byte", "5.1", Unmasked(Fin | Text, "x"u8), ProtocolError)
            { Deviation = new Deviation(Cause.MaskAwaited, null, Answer.Silence, ProtocolError) },
        new("no mask on an empty ping", "5.1", Unmasked(Fin | Ping, []), ProtocolError)
            { Deviation = new Deviation(Cause.MaskAwaited, null, Answer.Silence, ProtocolError) },
        new("no mask on a close of two bytes", "5.1", Unmasked(Fin | Close, [3, 232]), ProtocolError)
            { Deviation = new Deviation(Cause.MaskAwaited, null, Answer.Silence, ProtocolError) },
        new("RSV1 on text", "5.2", Frame(Fin | Rsv1 | Text, Nope), ProtocolError),
        new("RSV2 on text", "5.2", Frame(Fin | Rsv2 | Text, Nope), ProtocolError),
        new("RSV3 on text", "5.2", Frame(Fin | Rsv3 | Text, Nope), ProtocolError),
        new("all three RSV on text", "5.2", Frame(Fin | Rsv1 | Rsv2 | Rsv3 | Text, Nope), ProtocolError),
        new("RSV1 on a ping", "5.2", Frame(Fin | Rsv1 | Ping, []), ProtocolError),
        new("RSV2 on a pong", "5.2", Frame(Fin | Rsv2 | Pong, []), ProtocolError),
        new("RSV3 on a close", "5.2", Frame(Fin | Rsv3 | Close, [3, 232]), ProtocolError),
        new("RSV1 on a continuation", "5.2",
            Join(Frame(Text, Nope.AsSpan(0, 3)), Frame(Fin | Rsv1 | Continuation, Nope.AsSpan(3))), ProtocolError),
        new("RSV2 on an empty frame", "5.2", Frame(Fin | Rsv2 | Text, []), ProtocolError),
        .. ((int[])[3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF]).Select(opcode =>
            new Case($"opcode 0x{opcode:X}", "5.2", Frame(Fin | opcode, []), ProtocolError)),
        new("opcode 0x3 with a payload", "5.2", Frame(Fin | 3, Nope), ProtocolError),
        new("opcode 0xB in the middle of a message", "5.2", Join(Frame(Text, Nope), Frame(Fin | 0xB, [])), ProtocolError),
        new("opcode 0x3, and 64 KiB after it", "7.1.7", Join(Frame(Fin | 3, []), Fill(64 * 1024)), ProtocolError),
        new("binary", "5.6", Frame(Fin | Binary, [1, 2, 3]), Answer.Closed(1003)),
        new("empty binary", "5.6", Frame(Fin | Binary, []), Answer.Closed(1003)),
        new("binary of 100 KB", "5.6", Frame(Fin | Binary, Fill(100_000)), Answer.Closed(1003)),
        new("binary in fragments", "5.6", Join(Frame(Binary, [1]), Frame(Continuation, []), Frame(Fin | Continuation, [2])),
            Answer.Closed(1003)),
        new("incomplete binary", "5.6", Announced(Fin | Binary, 1000, [1]), Answer.Closed(1003))
            { IsOpenEnded = true },
    ];
}
