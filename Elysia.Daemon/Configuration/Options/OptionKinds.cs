using System.Globalization;

namespace Elysia.Configuration.Options;

/// <summary>Creates the common kinds of options: whole numbers in a range, and choices from a list.</summary>
internal static class OptionKinds
{
    /// <summary>Creates an option that is a whole number of a unit, from min to max.</summary>
    public static OptionDescriptor Number(
        string name, string? alias, int min, int max, string? unit, string help,
        Func<DaemonOptions, int?> get, Func<DaemonOptions, int, DaemonOptions> set) => new(
            name, alias, string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}"), help, false,
            o => get(o)?.ToString(CultureInfo.InvariantCulture),
            (o, text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                && value >= min && value <= max ? set(o, value) : null)
        {
            Unit = unit,
        };

    /// <summary>Creates an option that is one of a list of words; case does not matter.</summary>
    public static OptionDescriptor Choice(
        string name, string? alias, string[] allowed, string help,
        Func<DaemonOptions, string?> get, Func<DaemonOptions, string, DaemonOptions> set) => new(
            name, alias, $"one of: {string.Join(", ", allowed)}", help, false, get,
            (o, text) => allowed.FirstOrDefault(a => string.Equals(a, text, StringComparison.OrdinalIgnoreCase)) is { } value
                ? set(o, value) : null);

    /// <summary>Creates an option that is one of the members of an enumeration, by their names in lower case; case does
    /// not matter.</summary>
    public static OptionDescriptor Choice<TEnum>(
        string name, string? alias, string help, Func<DaemonOptions, TEnum> get,
        Func<DaemonOptions, TEnum, DaemonOptions> set)
        where TEnum : struct, Enum => Choice(
            name, alias, [.. Enum.GetValues<TEnum>().Select(Word)], help, o => Word(get(o)),
            (o, word) => set(o, Enum.GetValues<TEnum>().First(value => Word(value) == word)));

    /// <summary>Returns the name of a member of an enumeration as an option has it.</summary>
    public static string Word<TEnum>(TEnum value)
        where TEnum : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>Whether a text is a finite number.</summary>
    public static bool IsNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
}
