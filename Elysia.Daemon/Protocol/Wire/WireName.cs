namespace Elysia.Protocol.Wire;

/// <summary>Reads the few names that protocol 1 knows, all short and ASCII, where a client wrote them with JSON
/// escapes.</summary>
/// <remarks>By hand, because the reader's own unescaping throws on half a surrogate pair: a thousand of them fit into one
/// message, and a client must not be able to make the daemon throw at all.</remarks>
internal static class WireName
{
    /// <summary>Room for the longest name; a longer text is none.</summary>
    public const int MaxBytes = 32;

    /// <summary>The name as it would stand without escapes.</summary>
    /// <param name="raw">The bytes between the quotes, checked to be JSON by the reader.</param>
    /// <param name="escaped">Whether there are escapes in them.</param>
    /// <param name="scratch">Where an unescaped name goes, <see cref="MaxBytes"/> long.</param>
    /// <returns>The name; empty when it cannot be one that the protocol knows.</returns>
    public static ReadOnlySpan<byte> Read(ReadOnlySpan<byte> raw, bool escaped, Span<byte> scratch)
    {
        if (!escaped)
        {
            return raw;
        }

        int length = 0;
        while (!raw.IsEmpty)
        {
            int taken = 1;
            byte letter = raw[0] == '\\' ? Escape(raw, out taken) : raw[0];
            if (letter == 0 || length == scratch.Length)
            {
                return default;
            }

            scratch[length++] = letter;
            raw = raw[taken..];
        }

        return scratch[..length];
    }

    /// <summary>The letter an escape stands for; 0 for one that no name holds: only \uXXXX of ASCII spells a name.</summary>
    private static byte Escape(ReadOnlySpan<byte> raw, out int taken)
    {
        taken = 6;
        bool isName = raw.Length >= taken && raw[1] == 'u' && raw[2] == '0' && raw[3] == '0' && raw[4] < '8';
        return isName ? (byte)((HexDigit(raw[4]) << 4) | HexDigit(raw[5])) : (byte)0;
    }

    private static int HexDigit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
