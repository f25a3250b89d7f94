using System.Buffers.Binary;

namespace Elysia.Protocol.Wire;

/// <summary>Writes the data types of an `elysia.v2.bin` message into a span, without allocating
/// (docs/PROTOCOL.md).</summary>
/// <param name="buffer">Must hold the largest message; a shorter buffer is a bug in the daemon and throws.</param>
internal ref struct BinarySpanWriter(Span<byte> buffer)
{
    private const int PayloadBits = 7;
    private const byte More = 0x80;

    private readonly Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>The units in which a number may be written, in millionths; two bits select one.</summary>
    public static ReadOnlySpan<int> Units => [1, 100, 1_000, 100_000];

    /// <summary>The bytes written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <summary>Writes one byte.</summary>
    public void Byte(byte value) => _buffer[_length++] = value;

    /// <summary>Writes a non-negative integer: seven bits per byte, the low ones first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, which is a bug in the daemon.</exception>
    public void Count(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value >= More; value >>= PayloadBits)
        {
            Byte((byte)(value | More));
        }

        Byte((byte)value);
    }

    /// <summary>Writes a number of millionths, in the largest unit that it is a multiple of.</summary>
    public void Micros(int micros)
    {
        int unit = Units.Length - 1;
        while (micros % Units[unit] != 0)
        {
            unit--;
        }

        long whole = micros / Units[unit];
        long zigzag = (whole << 1) ^ (whole >> 63);
        Count((zigzag << 2) | (long)unit);
    }

    /// <summary>Writes four bytes, the low one first.</summary>
    public void Word(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[_length..], value);
        _length += sizeof(uint);
    }
}
