using System.Buffers.Binary;
using System.Text.Unicode;
using Elysia.Bench.Attack.Attackers;

namespace Elysia.Bench.Attack.Fuzz;

/// <summary>The verdict of RFC 6455 on a client's stream, from a second reader that shares no code with the
/// daemon's.</summary>
internal enum FrameVerdict
{
    /// <summary>Nothing is wrong up to the end: the server has no reason to close.</summary>
    Fine,

    /// <summary>The client sent a close frame before anything was wrong.</summary>
    Closed,

    /// <summary>A frame breaks the protocol, and nothing before it gives another reason to close: 1002.</summary>
    Broken,

    /// <summary>Something else is wrong (invalid UTF-8, binary, too long), and the frame may be incomplete: any close
    /// code is right.</summary>
    Other,
}

/// <summary>Reads a client's stream independently of the daemon's reader.</summary>
internal static class FrameModel
{
    private const int MessageMaxChars = 10_000;
    private const int ControlMaxBytes = 125;
    private const int HeaderBytes = 6;

    /// <summary>Reads a stream frame by frame.</summary>
    /// <param name="stream">The client's bytes after its handshake.</param>
    public static FrameVerdict Evaluate(ReadOnlySpan<byte> stream)
    {
        var message = new List<byte>();
        bool isOpen = false;
        while (stream.Length >= HeaderBytes)
        {
            int code = stream[1] & 0x7F;
            int extended = code switch { 126 => 2, 127 => 8, _ => 0 };
            if (stream.Length < HeaderBytes + extended)
            {
                // The runtime evaluates a header only when its mask has arrived (docs/RFC6455.md, mask awaited).
                return FrameVerdict.Other;
            }

            ulong length = extended switch
            {
                2 => BinaryPrimitives.ReadUInt16BigEndian(stream[2..]),
                8 => BinaryPrimitives.ReadUInt64BigEndian(stream[2..]),
                _ => (ulong)code,
            };
            (bool fin, int opcode) = ((stream[0] & Frames.Fin) != 0, stream[0] & 0xF);
            if (IsBroken(stream[0], stream[1], fin, opcode, length, isOpen))
            {
                return FrameVerdict.Broken;
            }

            ReadOnlySpan<byte> rest = stream[(HeaderBytes + extended)..];
            if (opcode == Frames.Binary || (ulong)rest.Length < length)
            {
                return FrameVerdict.Other;
            }

            byte[] payload = Unmask(rest[..(int)length], stream.Slice(2 + extended, 4));
            if (opcode == Frames.Close)
            {
                return IsValidClose(payload) ? FrameVerdict.Closed : FrameVerdict.Other;
            }

            if (opcode < Frames.Close)
            {
                message.AddRange(payload);
                isOpen = !fin;
                if (message.Count > MessageMaxChars || !Utf8.IsValid(message.ToArray()))
                {
                    return FrameVerdict.Other;
                }

                if (fin)
                {
                    message.Clear();
                }
            }

            stream = rest[(int)length..];
        }

        return FrameVerdict.Fine;
    }

    private static bool IsBroken(byte first, byte second, bool fin, int opcode, ulong length, bool isOpen)
    {
        bool isControl = opcode >= Frames.Close;
        return (first & 0x70) != 0
            || opcode is not (Frames.Continuation or Frames.Text or Frames.Binary or Frames.Close or Frames.Ping or Frames.Pong)
            || (second & 0x80) == 0
            || length > long.MaxValue
            || (isControl ? !fin || length > ControlMaxBytes : (opcode == Frames.Continuation) != isOpen);
    }

    private static bool IsValidClose(byte[] payload) => payload.Length == 0
        || (payload.Length >= 2 && BinaryPrimitives.ReadUInt16BigEndian(payload) is >= 1000 and <= 1003
            && Utf8.IsValid(payload.AsSpan(2)));

    private static byte[] Unmask(ReadOnlySpan<byte> payload, ReadOnlySpan<byte> key)
    {
        byte[] clear = payload.ToArray();
        for (int i = 0; i < clear.Length; i++)
        {
            clear[i] ^= key[i & 3];
        }

        return clear;
    }
}
