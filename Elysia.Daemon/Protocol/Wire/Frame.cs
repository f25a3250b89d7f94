namespace Elysia.Protocol.Wire;

/// <summary>One encoded message, ready to send: encoded once, shared by every viewer that needs it,
/// immutable.</summary>
/// <param name="Kind">The kind of message, for counting.</param>
/// <param name="Payload">UTF-8 JSON, or the state of `elysia.v2.bin`; without WebSocket framing.</param>
internal sealed record Frame(FrameKind Kind, ReadOnlyMemory<byte> Payload)
{
    private byte[]? _wire;

    /// <summary>Whether it is a binary message; otherwise it is text.</summary>
    public bool IsBinary { get; init; }

    /// <summary>The payload with its WebSocket framing, the same for every viewer because a server does not mask. Any
    /// thread.</summary>
    public ReadOnlyMemory<byte> Wire =>
        _wire ??= Framing.Create(IsBinary ? Framing.FinalBinary : Framing.FinalText, Payload.Span);
}

/// <summary>The kinds of messages that the daemon sends.</summary>
internal enum FrameKind
{
    /// <summary>The untyped state that greets a viewer of protocol 1.</summary>
    Greeting,

    /// <summary>All fields.</summary>
    Full,

    /// <summary>The fields that a viewer lacks.</summary>
    Delta,

    /// <summary>Protocol 2: the digest alone, for a viewer that lacks nothing.</summary>
    Digest,

    /// <summary>Protocol 2: a message about the session itself, e.g. the answer to a ping or the announcement of a
    /// shutdown.</summary>
    Session,

    /// <summary>Her words.</summary>
    Speech,

    /// <summary>The reason for a refusal.</summary>
    Error,

    /// <summary>An authentication message.</summary>
    Auth,

    /// <summary>Totals about the server, for viewers that asked for metrics.</summary>
    Metrics,

    /// <summary>An alert about the server, for viewers that asked for metrics.</summary>
    Alert,
}
