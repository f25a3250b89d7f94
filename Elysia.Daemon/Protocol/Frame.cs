namespace Elysia.Protocol;

/// <summary>One encoded message, ready to send: made once, shared by every viewer that needs it, never changed.</summary>
/// <param name="Kind">What it is, for counting.</param>
/// <param name="Payload">UTF-8 JSON, or the state of `elysia.v2.bin`; without WebSocket framing.</param>
public sealed record Frame(FrameKind Kind, ReadOnlyMemory<byte> Payload)
{
    private byte[]? _wire;

    /// <summary>Whether it is a binary message; else text.</summary>
    public bool IsBinary { get; init; }

    /// <summary>The same with its WebSocket framing, as it goes to every viewer: a server masks nothing. Any thread.</summary>
    public ReadOnlyMemory<byte> Wire =>
        _wire ??= Framing.Of(IsBinary ? Framing.FinalBinary : Framing.FinalText, Payload.Span);
}
