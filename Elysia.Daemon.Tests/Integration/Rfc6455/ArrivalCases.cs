using static Elysia.Tests.Integration.Rfc6455.ClientFrames;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>TCP does not preserve frames: bytes arrive one at a time, many frames at once, or glued to the request
/// (section 5).</summary>
internal static class ArrivalCases
{
    private static readonly byte[] Ask = Unknown("nope");
    private static readonly Answer Understood = Answer.Unknown("nope");

    private static readonly Deviation Lost = new(Cause.GluedLost, "plain");

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        new("everything one byte at a time", "5", Join(PingOf("hi"), Ask), Answer.Pong(Utf8("hi")), Understood)
            { IsSentByteByByte = true },
        new("a close one byte at a time", "5", CloseOf(1000, Utf8("bye")), Answer.Echoed(1000)) { IsSentByteByByte = true },
        new("an invalid frame one byte at a time", "5", Frame(Fin | 3, []), Answer.Closed(1002)) { IsSentByteByByte = true },
        new("invalid UTF-8 one byte at a time", "5", Frame(Fin | Text, [0xC3, 0x28]), Answer.Closed(1007))
            { IsSentByteByByte = true },
        new("a length of 64 bits one byte at a time", "5", Announced(Fin | Text, 1UL << 63, []), Answer.Closed(1002))
            { IsSentByteByByte = true },
        new("fragments one byte at a time", "5", Fragments([.. Utf8(UnknownJson("nope")).Select(b => new[] { b })]), Understood)
            { IsSentByteByByte = true },
        new("ten messages at once", "5", Repeat(10, Ask), [.. Enumerable.Repeat(Understood, 10)]),
        new("many kinds at once", "5",
            Join(PingOf(1), Ask, Frame(Fin | Pong, []), Fragments(Utf8("{"), Utf8("}")), PingOf(2), CloseOf(1001)),
            Answer.Pong(1), Answer.Pong(2), Understood, Answer.Error("Message must have 'type' field"), Answer.Echoed(1001)),
        new("a ping glued to the request", "4.1", PingOf("glued"), Answer.Pong(Utf8("glued")))
            { IsGlued = true, Deviation = Lost },
        new("messages glued to the request", "4.1", Join(Ask, PingOf(1), Ask), Understood, Answer.Pong(1), Understood)
            { IsGlued = true, Deviation = Lost },
        new("a close glued to the request", "4.1", CloseOf(1000), Answer.Echoed(1000)) { IsGlued = true, Deviation = Lost },
        new("an invalid frame glued to the request", "4.1", Frame(Fin | 3, []), Answer.Closed(1002))
            { IsGlued = true, Deviation = Lost },
    ];
}
