using System.Buffers.Binary;

namespace Elysia.Protocol.Wire;

/// <summary>Writes the few shapes of a message of `elysia.v2.bin` into a span, without allocating (docs/PROTOCOL.md).</summary>
/// <param name="buffer">Must hold the largest message; a shorter one is our own bug and throws.</param>
internal ref struct BinarySpanWriter(Span<byte> buffer)
{
    private const int PayloadBits = 7;
    private const byte More = 0x80;

    private readonly Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>The units a number may be written in, in millionths: of two bits, each names one.</summary>
    public static ReadOnlySpan<int> Units => [1, 100, 1_000, 100_000];

    /// <summary>What was written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <summary>One byte.</summary>
    public void Byte(byte value) => _buffer[_length++] = value;

    /// <summary>A whole number from 0: seven bits a byte, the low ones first.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, which is our own bug.</exception>
    public void Count(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value >= More; value >>= PayloadBits)
        {
            Byte((byte)(value | More));
        }

        Byte((byte)value);
    }

    /// <summary>A number of millionths, in the largest unit that it is a multiple of.</summary>
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

    /// <summary>Four bytes, the low one first.</summary>
    public void Word(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer[_length..], value);
        _length += sizeof(uint);
    }
}
