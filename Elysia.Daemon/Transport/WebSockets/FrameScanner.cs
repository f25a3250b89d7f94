using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Elysia.Transport.WebSockets;

/// <summary>Finds the heads of frames in a client's bytes, however they are cut; keeps no payload.</summary>
/// <remarks>ManagedWebSocket answers pings, takes pongs and joins fragments without a word. Who wants to know of them looks
/// at the bytes before it does. It judges nothing: what breaks the protocol is ManagedWebSocket's to refuse.</remarks>
internal struct FrameScanner
{
    private const int PongOpcode = 0xA;
    private const int MaskBytes = 4;

    private Head _head;
    private int _have;
    private ulong _payload;

    /// <summary>Whether a frame has begun and not ended.</summary>
    public readonly bool IsInFrame => _have > 0 || _payload > 0;

    /// <summary>Goes on to the end of the next head.</summary>
    /// <param name="bytes">What the client sent; cut down to what follows.</param>
    /// <param name="frame">The head.</param>
    /// <returns>False when the bytes are used up.</returns>
    public bool TryNext(ref ReadOnlySpan<byte> bytes, out ScannedFrame frame)
    {
        while (!bytes.IsEmpty)
        {
            int skipped = (int)Math.Min(_payload, (ulong)bytes.Length);
            bytes = bytes[skipped..];
            _payload -= (ulong)skipped;
            if (bytes.IsEmpty)
            {
                break;
            }

            _head[_have++] = bytes[0];
            bytes = bytes[1..];
            if (_have >= 2 && _have == Needed())
            {
                frame = Complete();
                return true;
            }
        }

        frame = default;
        return false;
    }

    private readonly bool IsEcho => (_head[0] & 0x0F) == PongOpcode && (_head[1] & 0x7F) == sizeof(uint);

    private readonly int LengthBytes => (_head[1] & 0x7F) switch { 126 => 2, 127 => 8, _ => 0 };

    // A client that does not mask will be closed; until then its frames have no mask to skip.
    private readonly int Mask => _head[1] >= 0x80 ? MaskBytes : 0;

    private readonly int Needed() => 2 + LengthBytes + Mask + (IsEcho ? sizeof(uint) : 0);

    private ScannedFrame Complete()
    {
        ReadOnlySpan<byte> head = _head;
        ulong length = LengthBytes switch
        {
            2 => BinaryPrimitives.ReadUInt16BigEndian(head[2..]),
            8 => BinaryPrimitives.ReadUInt64BigEndian(head[2..]),
            _ => (ulong)(head[1] & 0x7F),
        };
        uint? echo = null;
        if (IsEcho)
        {
            uint mask = Mask == 0 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(head[2..]);
            echo = BinaryPrimitives.ReadUInt32LittleEndian(head[(2 + Mask)..]) ^ mask;
        }

        _have = 0;
        _payload = echo is null ? length : 0;
        return new ScannedFrame((byte)(head[0] & 0x0F), head[0] >= 0x80, length, echo);
    }

    // The longest head: two bytes, a length of eight, a mask of four.
    [InlineArray(14)]
    private struct Head
    {
        private byte _first;
    }
}

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
