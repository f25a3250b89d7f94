using System.Buffers;
using System.Buffers.Text;
using Elysia.Diff;

namespace Elysia.Protocol.Wire;

/// <summary>Writes the JSON of a state message into a span, without allocating.</summary>
/// <param name="buffer">Must hold the largest message; a shorter buffer is a bug in the daemon and throws.</param>
internal ref struct JsonSpanWriter(Span<byte> buffer)
{
    private readonly Span<byte> _buffer = buffer;
    private int _length;

    /// <summary>The bytes written so far.</summary>
    public readonly ReadOnlySpan<byte> Written => _buffer[.._length];

    /// <summary>Copies bytes that are already JSON.</summary>
    public void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(_buffer[_length..]);
        _length += json.Length;
    }

    /// <summary>Replaces the last byte: turns the comma after the last member into the closing brace.</summary>
    public readonly void ReplaceLast(byte json) => _buffer[_length - 1] = json;

    /// <summary>Writes an integer.</summary>
    public void Integer(long value)
    {
        if (!Utf8Formatter.TryFormat(value, _buffer[_length..], out int written))
        {
            throw new InvalidOperationException("The buffer of a state message is too short.");
        }

        _length += written;
    }

    /// <summary>Writes a time in microseconds as milliseconds with the decimals that it needs: 1500 is 1.5.</summary>
    public void Milliseconds(long us)
    {
        Integer(us / 1000);
        var fraction = (int)(us % 1000);
        if (fraction > 0)
        {
            Fraction(fraction, 100);
        }
    }

    /// <summary>Writes eight hexadecimal digits.</summary>
    public void Hex(uint value)
    {
        if (!Utf8Formatter.TryFormat(value, _buffer[_length..], out int written, new StandardFormat('x', 8)))
        {
            throw new InvalidOperationException("The buffer of a state message is too short.");
        }

        _length += written;
    }

    /// <summary>Writes a number of millionths as the shortest exact decimal: -500000 is -0.5, 1000000 is 1.</summary>
    public void Micros(int micros)
    {
        if (micros < 0)
        {
            Raw("-"u8);
            micros = -micros;
        }

        Integer(micros / FixedPoint.One);
        int fraction = micros % FixedPoint.One;
        if (fraction == 0)
        {
            return;
        }

        Fraction(fraction, FixedPoint.One / 10);
    }

    private void Fraction(int fraction, int digit)
    {
        Raw("."u8);
        for (; fraction > 0; digit /= 10)
        {
            _buffer[_length++] = (byte)('0' + (fraction / digit));
            fraction %= digit;
        }
    }
}
