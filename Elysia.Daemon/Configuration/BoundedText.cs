namespace Elysia.Configuration;

/// <summary>Cuts texts to a maximum length.</summary>
internal static class BoundedText
{
    /// <summary>Returns the number of characters to keep so that no surrogate pair is split: half of one would reach a
    /// reader as U+FFFD.</summary>
    /// <param name="text">The text.</param>
    /// <param name="maxChars">The maximum number to keep, at least 1.</param>
    /// <returns><paramref name="maxChars"/>, one less, or the length of a shorter text.</returns>
    public static int LengthWithin(ReadOnlySpan<char> text, int maxChars) =>
        text.Length <= maxChars ? text.Length
        : char.IsHighSurrogate(text[maxChars - 1]) ? maxChars - 1
        : maxChars;

    /// <summary>Returns the beginning of a text, without splitting a character.</summary>
    public static string Within(string text, int maxChars) => text[..LengthWithin(text, maxChars)];

    /// <summary>Returns the beginning of a text, without splitting a character, and with an ellipsis if anything was
    /// cut.</summary>
    public static string WithEllipsis(string text, int maxChars) =>
        text.Length <= maxChars ? text : string.Concat(text.AsSpan(0, LengthWithin(text, maxChars)), "…");
}
