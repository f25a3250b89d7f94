namespace Elysia.Protocol.Wire;

/// <summary>One encoded message, ready to send: made once, shared by every viewer that needs it, never changed.</summary>
/// <param name="Kind">What it is, for counting.</param>
/// <param name="Payload">UTF-8 JSON, or the state of `elysia.v2.bin`; without WebSocket framing.</param>
internal sealed record Frame(FrameKind Kind, ReadOnlyMemory<byte> Payload)
{
    private byte[]? _wire;

    /// <summary>Whether it is a binary message; else text.</summary>
    public bool IsBinary { get; init; }

    /// <summary>The same with its WebSocket framing, as it goes to every viewer: a server masks nothing. Any thread.</summary>
    public ReadOnlyMemory<byte> Wire =>
        _wire ??= Framing.Create(IsBinary ? Framing.FinalBinary : Framing.FinalText, Payload.Span);
}

/// <summary>What a frame carries.</summary>
internal enum FrameKind
{
    /// <summary>The untyped state that greets a viewer.</summary>
    Greeting,

    /// <summary>All fields.</summary>
    Full,

    /// <summary>The fields that a viewer lacks.</summary>
    Delta,

    /// <summary>Protocol 2: the digest of a picture that lacks nothing.</summary>
    Digest,

    /// <summary>Protocol 2: what belongs to the session itself: an answer to a ping, a goodbye ahead of time.</summary>
    Session,

    /// <summary>Her words.</summary>
    Speech,

    /// <summary>Why something was refused.</summary>
    Error,

    /// <summary>What is asked, said or warned of about who may be here.</summary>
    Auth,

    /// <summary>Totals about the server, for who asked for them.</summary>
    Metrics,

    /// <summary>A warning about the server, for who asked for metrics.</summary>
    Alert,
}
