using System.Buffers.Binary;

namespace Elysia.LoadTest.Viewers;

/// <summary>Encodes a viewer's messages: masked frames of at most 64 KiB (RFC 6455 section 5.3).</summary>
internal static class ClientFrame
{
    private const int Final = 0x80;
    private const int Mask = 0x80;

    // The mask keeps scripts in browsers from choosing the bytes that a proxy sees. There is neither here, so one key
    // is enough.
    private const uint Key = 0x5EED1E55;

    /// <summary>Encodes a frame.</summary>
    /// <param name="opcode">One of the opcodes of <see cref="ServerFrame"/>.</param>
    /// <param name="payload">At most 65,535 bytes.</param>
    public static byte[] Encode(int opcode, ReadOnlySpan<byte> payload)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payload.Length, ushort.MaxValue);
        int headerBytes = payload.Length < 126 ? 6 : 8;
        byte[] frame = new byte[headerBytes + payload.Length];
        frame[0] = (byte)(Final | opcode);
        if (headerBytes == 6)
        {
            frame[1] = (byte)(Mask | payload.Length);
        }
        else
        {
            frame[1] = Mask | 126;
            BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(2), (ushort)payload.Length);
        }

        Span<byte> key = frame.AsSpan(headerBytes - 4, 4);
        BinaryPrimitives.WriteUInt32BigEndian(key, Key);
        for (int i = 0; i < payload.Length; i++)
        {
            frame[headerBytes + i] = (byte)(payload[i] ^ key[i & 3]);
        }

        return frame;
    }
}
