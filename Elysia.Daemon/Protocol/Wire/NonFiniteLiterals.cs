using System.Diagnostics.CodeAnalysis;

namespace Elysia.Protocol.Wire;

/// <summary>
/// Replaces the words NaN, Infinity and -Infinity, where they are values, with a number too large for a double, so that
/// the range check refuses them and names the field. The json module of Python writes them; JSON (RFC 8259 section 6)
/// has no such values.
/// </summary>
internal static class NonFiniteLiterals
{
    /// <summary>Rewrites a message that failed to parse.</summary>
    /// <param name="utf8">The message.</param>
    /// <param name="json">The message with its non-finite words replaced; it may still not be valid JSON.</param>
    /// <returns>Whether there was such a word outside of strings.</returns>
    public static bool TryReplace(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out byte[]? json)
    {
        json = null;
        if (utf8.IndexOf("NaN"u8) < 0 && utf8.IndexOf("Infinity"u8) < 0)
        {
            return false;
        }

        var result = new List<byte>(utf8.Length + 8);
        bool inString = false;
        bool replaced = false;
        for (int i = 0; i < utf8.Length;)
        {
            int word = inString ? 0 : WordLength(utf8[i..]);
            if (word > 0)
            {
                result.AddRange("1e999"u8);
                replaced = true;
                i += word;
                continue;
            }

            if (inString && utf8[i] == '\\' && i + 1 < utf8.Length)
            {
                result.Add(utf8[i++]);
            }
            else if (utf8[i] == '"')
            {
                inString = !inString;
            }

            result.Add(utf8[i++]);
        }

        json = replaced ? [.. result] : null;
        return replaced;
    }

    private static int WordLength(ReadOnlySpan<byte> rest) =>
        rest.StartsWith("NaN"u8) ? 3 : rest.StartsWith("Infinity"u8) ? 8 : rest.StartsWith("-Infinity"u8) ? 9 : 0;
}
