namespace Elysia.Transport.WebSockets;

/// <summary>The head of a frame that a client sent.</summary>
/// <param name="Opcode">What kind of frame, RFC 6455 section 5.2: 0 to 15.</param>
/// <param name="IsFinal">Whether its message ends with it.</param>
/// <param name="Length">Bytes of payload that follow.</param>
/// <param name="Echo">Of a pong of four bytes, what it gives back; else null.</param>
internal readonly record struct ScannedFrame(byte Opcode, bool IsFinal, ulong Length, uint? Echo)
{
    /// <summary>Whether it is a close, a ping or a pong.</summary>
    public bool IsControl => Opcode >= 8;
}
