namespace Elysia.Protocol;

/// <summary>One encoded message, ready to send: made once, shared by every viewer that needs it, never changed.</summary>
/// <param name="Kind">What it is, for counting.</param>
/// <param name="Payload">UTF-8 JSON, or the state of `elysia.v2.bin`; without WebSocket framing.</param>
public sealed record Frame(FrameKind Kind, ReadOnlyMemory<byte> Payload)
{
    /// <summary>Whether it is a binary message; else text.</summary>
    public bool IsBinary { get; init; }
}
