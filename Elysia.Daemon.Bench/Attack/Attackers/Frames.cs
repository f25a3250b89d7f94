using System.Buffers.Binary;
using System.Text;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>Encodes frames of a client, valid and invalid (RFC 6455 section 5.2).</summary>
internal static class Frames
{
    public const int Fin = 0x80;
    public const int Continuation = 0;
    public const int Text = 1;
    public const int Binary = 2;
    public const int Close = 8;
    public const int Ping = 9;
    public const int Pong = 10;

    private const int MaskBit = 0x80;
    private const int Length16 = 126;
    private const int Length64 = 127;

    /// <summary>Encodes a masked frame.</summary>
    /// <param name="first">The first byte: flags and opcode.</param>
    /// <param name="payload">The payload.</param>
    public static byte[] Create(int first, ReadOnlySpan<byte> payload) =>
        Create(first, payload, 0x37FA213D, true, (ulong)payload.Length);

    /// <summary>Encodes a frame that need not be valid.</summary>
    /// <param name="first">The first byte: flags and opcode.</param>
    /// <param name="payload">The payload before masking.</param>
    /// <param name="key">The masking key.</param>
    /// <param name="masked">Whether there is a mask.</param>
    /// <param name="announced">The length in the header.</param>
    /// <param name="lengthBytes">Bytes of the extended length: 0, 2 or 8; null for the fewest.</param>
    public static byte[] Create(
        int first, ReadOnlySpan<byte> payload, uint key, bool masked, ulong announced, int? lengthBytes = null)
    {
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(length, announced);
        int extended = lengthBytes ?? (announced < Length16 ? 0 : announced <= ushort.MaxValue ? 2 : 8);
        int code = extended switch { 2 => Length16, 8 => Length64, _ => (int)announced };
        var frame = new byte[2 + extended + (masked ? 4 : 0) + payload.Length];
        (frame[0], frame[1]) = ((byte)first, (byte)((masked ? MaskBit : 0) | code));
        length[(8 - extended)..].CopyTo(frame.AsSpan(2));
        Span<byte> body = frame.AsSpan(frame.Length - payload.Length);
        payload.CopyTo(body);
        if (masked)
        {
            Span<byte> mask = frame.AsSpan(2 + extended, 4);
            BinaryPrimitives.WriteUInt32BigEndian(mask, key);
            for (int i = 0; i < body.Length; i++)
            {
                body[i] ^= mask[i & 3];
            }
        }

        return frame;
    }

    /// <summary>Encodes a message in one frame.</summary>
    public static byte[] Message(string text) => Create(Fin | Text, Encoding.UTF8.GetBytes(text));

    /// <summary>Repeats a frame.</summary>
    public static byte[] Repeat(int times, byte[] frame)
    {
        var all = new byte[times * frame.Length];
        for (int i = 0; i < times; i++)
        {
            frame.CopyTo(all, i * frame.Length);
        }

        return all;
    }
}
