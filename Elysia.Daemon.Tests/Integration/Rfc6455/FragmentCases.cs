using static Elysia.Tests.Integration.Rfc6455.ClientFrames;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>Messages in fragments, and control frames between them (sections 5.4, 5.5).</summary>
internal static class FragmentCases
{
    // Accepted without an answer, because an answer could arrive too late to be seen before the close.
    private const string Quiet = """{"type":"vision","presence":false}""";

    private static readonly byte[] Nope = Utf8(UnknownJson("nope"));
    private static readonly byte[] Start = Frame(Text, Nope.AsSpan(0, 5));
    private static readonly byte[] Middle = Frame(Continuation, Nope.AsSpan(5, 3));
    private static readonly byte[] End = Frame(Fin | Continuation, Nope.AsSpan(8));
    private static readonly byte[] EmptyMiddle = Frame(Continuation, []);
    private static readonly Answer Understood = Answer.Unknown("nope");
    private static readonly Answer ProtocolError = Answer.Closed(1002);

    /// <summary>The rows.</summary>
    public static IReadOnlyList<Case> All { get; } =
    [
        new("three", "5.4", Join(Start, Middle, End), Understood),
        new("one per byte", "5.4", Fragments([.. Nope.Select(b => new[] { b })]), Understood),
        new("the first empty", "5.4", Fragments([], Nope), Understood),
        new("the middle empty", "5.4", Join(Start, EmptyMiddle, Middle, EmptyMiddle, End), Understood),
        new("the last empty", "5.4", Fragments(Nope, []), Understood),
        new("all empty", "5.4", Fragments([], [], []), Answer.Error("Message must be valid JSON (error near byte 0)")),
        new("1000 empty ones", "5.4", Join(Start, Repeat(1000, EmptyMiddle), Middle, End), Understood),
        new("two messages", "5.4", Join(Start, Middle, End, Start, Middle, End), Understood, Understood),
        new("a ping between", "5.4", Join(Start, PingOf("mid"), Middle, End), Answer.Pong(Utf8("mid")), Understood),
        new("a ping with the message's text between", "5.4", Join(Start, PingOf(Nope), Middle, End),
            Answer.Pong(Nope), Understood),
        new("pings between all", "5.4", Join(PingOf(1), Start, PingOf(2), Middle, PingOf(3), End, PingOf(4)),
            Answer.Pong(1), Answer.Pong(2), Answer.Pong(3), Answer.Pong(4), Understood),
        new("a pong between", "5.4", Join(Start, Frame(Fin | Pong, "mid"u8), Middle, End), Understood),
        new("a close between", "5.5.1", Join(Start, CloseOf(1000)), Answer.Echoed(1000)),
        new("a long message in hundreds of fragments", "7.4.1",
            Join(Frame(Text, Fill(100)), Repeat(100, Frame(Continuation, Fill(100)))), Answer.Closed(1009)),
        new("a continuation of nothing", "5.4", End, ProtocolError),
        new("an unfinished continuation of nothing", "5.4", Middle, ProtocolError),
        new("an empty continuation of nothing", "5.4", Frame(Fin | Continuation, []), ProtocolError),
        new("a continuation of a whole message", "5.4", Join(Message(Quiet), End), ProtocolError),
        new("a continuation of a finished message", "5.4", Join(Fragments(Utf8(Quiet), []), End), ProtocolError),
        new("a continuation of a ping", "5.4", Join(PingOf("whole"), End), Answer.Pong(Utf8("whole")), ProtocolError),
        new("text in the middle of text", "5.4", Join(Start, Message("{}")), ProtocolError),
        new("unfinished text in the middle of text", "5.4", Join(Start, Start), ProtocolError),
        new("binary in the middle of text", "5.4", Join(Start, Frame(Fin | Binary, [1])), ProtocolError),
        new("a ping in fragments", "5.4", Join(Frame(Ping, "a"u8), Frame(Fin | Continuation, "b"u8)), ProtocolError),
        new("a pong in fragments", "5.4", Frame(Pong, []), ProtocolError),
        new("a close in fragments", "5.4", Frame(Close, [3, 232]), ProtocolError),
        new("a ping in fragments in the middle of text", "5.4", Join(Start, Frame(Ping, [])), ProtocolError),
    ];
}
