using static Elysia.Tests.Integration.Rfc6455.ClientFrames;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>The length of a frame in its three forms, and the limit of a message (sections 5.2, 5.5, 7.4.1, 10.4).</summary>
internal static class LengthCases
{
    private const int MessageMaxChars = 10_000;

    private static readonly byte[] Nope = Utf8(UnknownJson("nope"));
    private static readonly Answer ProtocolError = Answer.Closed(1002);
    private static readonly Answer TooBig = Answer.Closed(1009);
    private static readonly Answer NoJson = Answer.Error("Message must be valid JSON (error near byte 0)");
    private static readonly Answer TooLong = Answer.Error("Text too long (max: 1000 chars)");

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        new("0", "5.2", Frame(Fin | Text, []), NoJson),
        new("1", "5.2", Frame(Fin | Text, "x"u8), NoJson),
        new("125", "5.2", Padded(125), Answer.Unknown("nope")),
        new("126", "5.2", Padded(126), Answer.Unknown("nope")),
        new("127", "5.2", Padded(127), Answer.Unknown("nope")),
        new("128", "5.2", Padded(128), Answer.Unknown("nope")),
        new("4096", "5.2", Padded(4096), Answer.Unknown("nope")),
        new("the longest message", "10.4", Saying('x', MessageMaxChars), TooLong),
        new("the longest message in characters of three bytes", "10.4", Saying('한', MessageMaxChars), TooLong),
        new("one more than the longest", "7.4.1", Saying('x', MessageMaxChars + 1), TooBig),
        new("one more than the longest, of three bytes each", "7.4.1", Saying('한', MessageMaxChars + 1), TooBig),
        new("65535", "5.2", Frame(Fin | Text, Fill(65_535)), TooBig),
        new("65536, the first in 64 bits", "5.2", Frame(Fin | Text, Fill(65_536)), TooBig),
        new("70000 in two fragments", "5.2", Fragments(Fill(35_000), Fill(35_000)), TooBig),
        new("20 in 16 bits", "5.2", Frame(Fin | Text, Nope, lengthBytes: 2), ProtocolError)
            { Deviation = new Deviation(Cause.LongLength, null, Answer.Unknown("nope")) },
        new("20 in 64 bits", "5.2", Frame(Fin | Text, Nope, lengthBytes: 8), ProtocolError)
            { Deviation = new Deviation(Cause.LongLength, null, Answer.Unknown("nope")) },
        new("0 in 16 bits", "5.2", Frame(Fin | Text, [], lengthBytes: 2), ProtocolError)
            { Deviation = new Deviation(Cause.LongLength, null, NoJson) },
        new("300 in 64 bits", "5.2", Frame(Fin | Text, Fill(300), lengthBytes: 8), ProtocolError)
            { Deviation = new Deviation(Cause.LongLength, null, NoJson) },
        new("5 in 16 bits on a ping", "5.5", Frame(Fin | Ping, "12345"u8, lengthBytes: 2), ProtocolError)
            { Deviation = new Deviation(Cause.LongLength, null, Answer.Pong("12345"u8.ToArray())) },
        new("126 on a ping", "5.5", Frame(Fin | Ping, Fill(126)), ProtocolError),
        new("126 on a pong", "5.5", Frame(Fin | Pong, Fill(126)), ProtocolError),
        new("126 on a close", "5.5", Frame(Fin | Close, [3, 232, .. Fill(124)]), ProtocolError),
        new("65536 on a ping", "5.5", Frame(Fin | Ping, Fill(65_536)), ProtocolError),
        new("2^31 announced", "10.4", Announced(Fin | Text, 1UL << 31, Fill(50_000)), TooBig) { IsOpenEnded = true },
        new("2^32 announced", "10.4", Announced(Fin | Text, 1UL << 32, Fill(50_000)), TooBig) { IsOpenEnded = true },
        new("2^63 - 1 announced", "10.4", Announced(Fin | Text, long.MaxValue, Fill(50_000)), TooBig) { IsOpenEnded = true },
        new("2^63", "5.2", Announced(Fin | Text, 1UL << 63, []), ProtocolError),
        new("2^64 - 1", "5.2", Announced(Fin | Text, ulong.MaxValue, Fill(10)), ProtocolError),
        new("2^63 on a ping", "5.2", Announced(Fin | Ping, 1UL << 63, []), ProtocolError),
        new("2^63 - 1 on binary", "5.6", Announced(Fin | Binary, long.MaxValue, []), Answer.Closed(1003)) { IsOpenEnded = true },
    ];

    /// <summary>Creates a message of a number of bytes, padded with spaces.</summary>
    private static byte[] Padded(int bytes) => Message(UnknownJson("nope").PadRight(bytes));

    /// <summary>Creates a message of a number of characters.</summary>
    private static byte[] Saying(char letter, int chars)
    {
        string around = """{"type":"text","content":""}""";
        return Message(around.Insert(around.Length - 2, new string(letter, chars - around.Length)));
    }
}
