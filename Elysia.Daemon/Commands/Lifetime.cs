using System.Globalization;

namespace Elysia.Commands;

/// <summary>How an operator writes a length of time: 90s, 30m, 12h, 7d.</summary>
internal static class Lifetime
{
    /// <summary>The longest that is understood.</summary>
    public static TimeSpan Max { get; } = TimeSpan.FromDays(366);

    /// <summary>Reads one.</summary>
    /// <returns>The time, or null for what is none, is zero, or is longer than <see cref="Max"/>.</returns>
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
