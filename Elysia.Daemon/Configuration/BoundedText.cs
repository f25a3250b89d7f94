namespace Elysia.Configuration;

/// <summary>Texts that are cut to a limit.</summary>
internal static class BoundedText
{
    /// <summary>How much of a text to keep, so that no character is cut in two: half a surrogate pair would reach a reader as
    /// U+FFFD.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxChars">The most to keep, at least 1.</param>
    /// <returns><paramref name="maxChars"/>, one less, or the length of a shorter text.</returns>
    public static int LengthWithin(ReadOnlySpan<char> text, int maxChars) =>
        text.Length <= maxChars ? text.Length
        : char.IsHighSurrogate(text[maxChars - 1]) ? maxChars - 1
        : maxChars;

    /// <summary>The beginning of a text, whole characters only.</summary>
    public static string Within(string text, int maxChars) => text[..LengthWithin(text, maxChars)];

    /// <summary>The beginning of a text, whole characters only, with an ellipsis where something is missing.</summary>
    public static string WithEllipsis(string text, int maxChars) =>
        text.Length <= maxChars ? text : string.Concat(text.AsSpan(0, LengthWithin(text, maxChars)), "…");
}
