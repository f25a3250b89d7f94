using System.Buffers.Binary;

namespace Elysia.Protocol.Wire;

/// <summary>Frames the messages of a server as in RFC 6455 section 5.2: each in one frame, unmasked.</summary>
internal static class Framing
{
    /// <summary>The first byte of an unfragmented text message.</summary>
    public const byte FinalText = 0x81;

    /// <summary>The first byte of an unfragmented binary message.</summary>
    public const byte FinalBinary = 0x82;

    private const int ShortMax = 125;
    private const byte TwoBytes = 126;
    private const byte EightBytes = 127;

    /// <summary>Creates a frame from a payload.</summary>
    /// <param name="first">The first byte: opcode and flags.</param>
    /// <param name="payload">The payload; its length is written in as few bytes as possible.</param>
    public static byte[] Create(byte first, ReadOnlySpan<byte> payload)
    {
        int head = payload.Length <= ShortMax ? 2 : payload.Length <= ushort.MaxValue ? 4 : 10;
        var frame = new byte[head + payload.Length];
        frame[0] = first;
        switch (head)
        {
            case 2:
                frame[1] = (byte)payload.Length;
                break;
            case 4:
                frame[1] = TwoBytes;
                BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
                break;
            default:
                frame[1] = EightBytes;
                BinaryPrimitives.WriteUInt64BigEndian(frame.AsSpan(2), (ulong)payload.Length);
                break;
        }

        payload.CopyTo(frame.AsSpan(head));
        return frame;
    }
}
