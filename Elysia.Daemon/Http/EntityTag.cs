using System.Globalization;

namespace Elysia.Http;

/// <summary>Names what is served by its content, so that a client need not fetch again what it has (RFC 9110 section 8.8.3).
/// Pure.</summary>
internal static class EntityTag
{
    private const string Weak = "W/";
    private const ulong FnvOffset = 14_695_981_039_346_656_037;
    private const ulong FnvPrime = 1_099_511_628_211;

    /// <summary>A hash of contents as 16 digits, by FNV-1a.</summary>
    /// <remarks>Only our own builds have to differ. SHA-256 would load OpenSSL at each start.</remarks>
    public static string HashOf(params IEnumerable<ReadOnlyMemory<byte>> contents)
    {
        ulong hash = FnvOffset;
        foreach (ReadOnlyMemory<byte> content in contents)
        {
            foreach (byte b in content.Span)
            {
                hash = unchecked((hash ^ b) * FnvPrime);
            }
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }

    /// <summary>The tag of contents.</summary>
    public static string Of(ReadOnlyMemory<byte> content) => $"\"{HashOf(content)}\"";

    /// <summary>Whether an If-None-Match header names a tag.</summary>
    public static bool IsNamed(string? header, string tag) => header is not null
        && header.Split(',', StringSplitOptions.TrimEntries).Any(t => t == "*" || t == tag
            || (t.StartsWith(Weak, StringComparison.Ordinal) && t[Weak.Length..] == tag));
}
