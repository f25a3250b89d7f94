using System.Buffers.Binary;

namespace Elysia.Protocol.Wire;

/// <summary>Reads what <see cref="BinarySpanWriter"/> writes. Never throws: after the first error every value is 0 and
/// <see cref="IsGood"/> is false.</summary>
/// <param name="bytes">The message.</param>
internal ref struct BinarySpanReader(ReadOnlySpan<byte> bytes)
{
    // 2^53 - 1, the largest integer that JavaScript represents exactly: 285 years in microseconds.
    private const long CountMax = (1L << 53) - 1;
    private const int CountMaxBytes = 8;
    private const int PayloadBits = 7;
    private const byte More = 0x80;
    private const int MicrosMax = 1_000_000_000;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;
    private bool _bad;

    /// <summary>Whether there was no error so far.</summary>
    public readonly bool IsGood => !_bad;

    /// <summary>Whether all bytes have been read.</summary>
    public readonly bool IsAtEnd => _at == _bytes.Length;

    /// <summary>Reads one byte.</summary>
    public byte Byte() => _bad || IsAtEnd ? (byte)Bad() : _bytes[_at++];

    /// <summary>Reads a non-negative integer; only its shortest encoding is valid.</summary>
    public long Count()
    {
        long value = 0;
        for (int i = 0; i < CountMaxBytes; i++)
        {
            byte next = Byte();
            value |= (long)(next & ~More) << (i * PayloadBits);
            if (next < More)
            {
                return (next == 0 && i > 0) || value > CountMax ? Bad() : value;
            }
        }

        return Bad();
    }

    /// <summary>Reads an integer within a range.</summary>
    public int Count(int min, int max)
    {
        long value = Count();
        return value < min || value > max ? (int)Bad() : (int)value;
    }

    /// <summary>Reads a number of millionths within ±<paramref name="max"/>.</summary>
    public int Micros(int max = MicrosMax)
    {
        long written = Count();
        long zigzag = written >> 2;
        long whole = (zigzag >> 1) ^ -(zigzag & 1);
        long unit = BinarySpanWriter.Units[(int)(written & 3)];
        return Math.Abs(whole) > max / unit ? (int)Bad() : (int)(whole * unit);
    }

    /// <summary>Reads four bytes, the low one first.</summary>
    public uint Word()
    {
        if (_bad || _bytes.Length - _at < sizeof(uint))
        {
            return (uint)Bad();
        }

        uint value = BinaryPrimitives.ReadUInt32LittleEndian(_bytes[_at..]);
        _at += sizeof(uint);
        return value;
    }

    /// <summary>Marks the message as invalid and returns 0.</summary>
    public long Bad()
    {
        _bad = true;
        return 0;
    }
}
