namespace Elysia.Protocol.Wire;

/// <summary>Reads the names that protocol 1 knows, all short and ASCII, including those that a client wrote with JSON
/// escapes.</summary>
/// <remarks>Unescaped by hand, because the unescaping of the JSON reader throws on an unpaired surrogate: one message
/// has room for a thousand of them, and a client must not be able to make the daemon throw at all.</remarks>
internal static class WireName
{
    /// <summary>The maximum length of a name in bytes; a longer text is not a name.</summary>
    public const int MaxBytes = 32;

    /// <summary>Returns the name without escapes.</summary>
    /// <param name="raw">The bytes between the quotes, which the reader has checked to be JSON.</param>
    /// <param name="escaped">Whether they contain escapes.</param>
    /// <param name="scratch">The buffer for an unescaped name, <see cref="MaxBytes"/> long.</param>
    /// <returns>The name; empty when it cannot be a name that the protocol knows.</returns>
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

    /// <summary>Returns the letter that an escape stands for; 0 for a letter that occurs in no name: only \uXXXX of
    /// ASCII does.</summary>
    private static byte Escape(ReadOnlySpan<byte> raw, out int taken)
    {
        taken = 6;
        bool isName = raw.Length >= taken && raw[1] == 'u' && raw[2] == '0' && raw[3] == '0' && raw[4] < '8';
        return isName ? (byte)((HexDigit(raw[4]) << 4) | HexDigit(raw[5])) : (byte)0;
    }

    private static int HexDigit(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
