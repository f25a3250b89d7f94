using System.Buffers.Binary;
using System.Text;
using Elysia.Bench.Attack.Attackers;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>Encodes and decodes the frames of RFC 6455 section 5.2 by hand, so that a test checks the wire instead of a
/// library.</summary>
internal static class WebSocketFrames
{
    /// <summary>The opcode of a text frame.</summary>
    public const int Text = Frames.Text;

    /// <summary>The opcode of a binary frame.</summary>
    public const int Binary = Frames.Binary;

    /// <summary>The opcode of a close frame.</summary>
    public const int Close = Frames.Close;

    /// <summary>The opcode of a ping.</summary>
    public const int Ping = Frames.Ping;

    /// <summary>The opcode of a pong.</summary>
    public const int Pong = Frames.Pong;

    private const int MaskBit = 0x80;
    private const int Length16 = 126;
    private const int Length64 = 127;

    /// <summary>Encodes a client's text message in one frame.</summary>
    public static byte[] Create(string text) => Create(Text, Encoding.UTF8.GetBytes(text));

    /// <summary>Encodes a client's frame, which must be masked.</summary>
    /// <param name="opcode">The opcode.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="final">Whether it is the last frame of the message.</param>
    public static byte[] Create(int opcode, ReadOnlySpan<byte> payload, bool final = true) =>
        Frames.Create(opcode | (final ? Frames.Fin : 0), payload);

    /// <summary>Reads a server's frame; null while it is incomplete.</summary>
    public static (int Opcode, byte[] Payload, int Length)? TryParse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return null;
        }

        Assert.AreEqual(0, bytes[1] & MaskBit, "A server never masks.");
        int start = (bytes[1] & 0x7F) switch { Length16 => 4, Length64 => 10, _ => 2 };
        if (bytes.Length < start)
        {
            return null;
        }

        int length = start switch
        {
            4 => BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]),
            10 => (int)BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]),
            _ => bytes[1],
        };
        return bytes.Length < start + length ? null
            : (bytes[0] & 0xF, bytes.Slice(start, length).ToArray(), start + length);
    }
}
