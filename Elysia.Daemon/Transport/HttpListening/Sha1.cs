using System.Buffers.Binary;
using System.Numerics;

namespace Elysia.Transport.HttpListening;

/// <summary>SHA-1 (FIPS 180-4 section 6.1.2), only for the answer of the WebSocket handshake, which proves
/// understanding and protects nothing.</summary>
/// <remarks>The framework's implementation would load OpenSSL into a process that otherwise does not need it: 4 MB of
/// memory, and a fifteenth of the startup time. Token validation uses the framework's.</remarks>
internal static class Sha1
{
    /// <summary>The size of a digest in bytes.</summary>
    public const int DigestBytes = 20;

    private const int BlockBytes = 64;
    private const int LengthBytes = 8;
    private const int Rounds = 80;

    /// <summary>Computes the digest of a short text.</summary>
    public static byte[] HashData(ReadOnlySpan<byte> data)
    {
        // Padding: a one bit, then zeros, then the length in bits at the end of the last block.
        var padded = new byte[(data.Length + LengthBytes + BlockBytes) / BlockBytes * BlockBytes];
        data.CopyTo(padded);
        padded[data.Length] = 0x80;
        BinaryPrimitives.WriteUInt64BigEndian(padded.AsSpan(padded.Length - LengthBytes), (ulong)data.Length * 8);

        Span<uint> state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0];
        for (int at = 0; at < padded.Length; at += BlockBytes)
        {
            Add(state, padded.AsSpan(at, BlockBytes));
        }

        var digest = new byte[DigestBytes];
        for (int word = 0; word < state.Length; word++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(digest.AsSpan(word * sizeof(uint)), state[word]);
        }

        return digest;
    }

    private static void Add(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> schedule = stackalloc uint[Rounds];
        for (int t = 0; t < Rounds; t++)
        {
            schedule[t] = t < 16 ? BinaryPrimitives.ReadUInt32BigEndian(block[(t * sizeof(uint))..])
                : BitOperations.RotateLeft(schedule[t - 3] ^ schedule[t - 8] ^ schedule[t - 14] ^ schedule[t - 16], 1);
        }

        (uint a, uint b, uint c, uint d, uint e) = (state[0], state[1], state[2], state[3], state[4]);
        for (int t = 0; t < Rounds; t++)
        {
            (uint mix, uint constant) = (t / 20) switch
            {
                0 => ((b & c) | (~b & d), 0x5A827999u),
                1 => (b ^ c ^ d, 0x6ED9EBA1u),
                2 => ((b & c) | (b & d) | (c & d), 0x8F1BBCDCu),
                _ => (b ^ c ^ d, 0xCA62C1D6u),
            };
            uint next = unchecked(BitOperations.RotateLeft(a, 5) + mix + e + constant + schedule[t]);
            (a, b, c, d, e) = (next, a, BitOperations.RotateLeft(b, 30), c, d);
        }

        unchecked
        {
            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
            state[4] += e;
        }
    }
}
