using System.Globalization;

namespace Elysia.Commands;

/// <summary>Parses a length of time as an operator writes it: 90s, 30m, 12h, 7d.</summary>
internal static class DurationText
{
    /// <summary>The longest accepted time.</summary>
    public static TimeSpan Max { get; } = TimeSpan.FromDays(366);

    /// <summary>Parses a time.</summary>
    /// <returns>The time; null if the text is not one, is zero, or is longer than <see cref="Max"/>.</returns>
    public static TimeSpan? Parse(string text)
    {
        TimeSpan? unit = text.Length < 2 ? null : text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => null,
        };
        return unit is { } one && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture,
                out int count) && count > 0 && count <= Max / one
            ? count * one : null;
    }
}
