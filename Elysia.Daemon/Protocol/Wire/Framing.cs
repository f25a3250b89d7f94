using System.Buffers.Binary;

namespace Elysia.Protocol.Wire;

/// <summary>The framing of a server's messages, RFC 6455 section 5.2: each in one frame, unmasked.</summary>
internal static class Framing
{
    /// <summary>First byte of a whole text message.</summary>
    public const byte FinalText = 0x81;

    /// <summary>First byte of a whole binary message.</summary>
    public const byte FinalBinary = 0x82;

    private const int ShortMax = 125;
    private const byte TwoBytes = 126;
    private const byte EightBytes = 127;

    /// <summary>A message with its head.</summary>
    /// <param name="first">First byte: kind and flags.</param>
    /// <param name="payload">What it carries; its length is written in as few bytes as can be.</param>
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
