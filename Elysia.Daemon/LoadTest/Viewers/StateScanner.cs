using Elysia.Diff;
using Elysia.State;

namespace Elysia.LoadTest.Viewers;

/// <summary>Reads the state messages that Elysia writes: compact JSON, known names, plain decimals. <see
/// cref="StateReader"/> handles anything else, so this scanner is strict.</summary>
internal ref struct StateScanner
{
    private static readonly byte[][] Names =
        [.. Enumerable.Range(0, Field.Count).Select(i => System.Text.Encoding.ASCII.GetBytes(Field.Name((FieldId)i)))];

    private readonly ReadOnlySpan<byte> _json;
    private int _at;

    private StateScanner(ReadOnlySpan<byte> json) => _json = json;

    /// <summary>Reads a message.</summary>
    /// <returns>Whether it had the expected form; if not, <paramref name="message"/> is undefined.</returns>
    public static bool TryScan(ReadOnlySpan<byte> json, ref StateMessage message)
    {
        message.Mask = FieldMask.None;
        message.T = 0;
        var scanner = new StateScanner(json);
        if (scanner.Expect("{\"type\":\"delta\","u8))
        {
            message.Kind = MessageKind.Delta;
        }
        else if (scanner.Expect("{\"type\":\"full\","u8) || scanner.Expect("{"u8))
        {
            message.Kind = MessageKind.Full;
        }
        else
        {
            return false;
        }

        return scanner.Members(ref message);
    }

    private bool Members(ref StateMessage message)
    {
        while (true)
        {
            bool taken =
                Expect("\"expression\":{"u8) ? Fields(ref message, 0, Field.ExpressionCount)
                : Expect("\"spirits\":{"u8) ? Fields(ref message, Field.ExpressionCount, Field.Count)
                : Expect("\"t\":"u8) && Integer(out message.T);
            if (!taken)
            {
                return false;
            }

            if (!Expect(","u8))
            {
                return Expect("}"u8) && _at == _json.Length;
            }
        }
    }

    private bool Fields(ref StateMessage message, int from, int to)
    {
        // The server writes fields in the order of their ids, so each search continues where the last one ended.
        int next = from;
        do
        {
            if (!Expect("\""u8))
            {
                return false;
            }

            ReadOnlySpan<byte> rest = _json[_at..];
            while (next < to && !IsName(rest, Names[next]))
            {
                next++;
            }

            if (next == to)
            {
                return false;
            }

            _at += Names[next].Length + 2;
            if (!Decimal(out int micros))
            {
                return false;
            }

            message.Set((FieldId)next++, micros);
        }
        while (Expect(","u8));
        return Expect("}"u8);
    }

    private static bool IsName(ReadOnlySpan<byte> rest, byte[] name) =>
        rest.Length > name.Length + 1 && rest[0] == name[0] && rest[name.Length] == '"' && rest[name.Length + 1] == ':'
        && rest.StartsWith(name);

    /// <summary>Reads a decimal without exponent, rounded to the nearest millionth.</summary>
    private bool Decimal(out int micros)
    {
        bool negative = Expect("-"u8);
        int start = _at;
        long value = 0;
        while (_at < _json.Length && Digit(_at, out int digit) && _at - start < 4)
        {
            value = (value * 10) + digit;
            _at++;
        }

        bool valid = _at > start;
        int scale = 1;
        if (Expect("."u8))
        {
            for (start = _at; _at < _json.Length && Digit(_at, out int digit); _at++)
            {
                // The seventh decimal rounds; those after it are ignored.
                value = scale < FixedPoint.One ? (value * 10) + digit : scale == FixedPoint.One && digit >= 5 ? value + 1 : value;
                scale = Math.Min(scale * 10, FixedPoint.One * 10);
            }

            valid &= _at > start;
        }

        while (scale < FixedPoint.One)
        {
            value *= 10;
            scale *= 10;
        }

        micros = (int)(negative ? -value : value);
        return valid && value <= int.MaxValue && _at < _json.Length && _json[_at] is (byte)',' or (byte)'}';
    }

    private bool Integer(out long value)
    {
        value = 0;
        int start = _at;
        while (_at < _json.Length && Digit(_at, out int digit) && _at - start < 18)
        {
            value = (value * 10) + digit;
            _at++;
        }

        return _at > start && _at < _json.Length && _json[_at] is (byte)',' or (byte)'}';
    }

    private readonly bool Digit(int at, out int digit) => (uint)(digit = _json[at] - '0') < 10;

    private bool Expect(ReadOnlySpan<byte> expected)
    {
        if (!_json[_at..].StartsWith(expected))
        {
            return false;
        }

        _at += expected.Length;
        return true;
    }
}
