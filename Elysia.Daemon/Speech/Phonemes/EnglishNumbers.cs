namespace Elysia.Speech.Phonemes;

/// <summary>Spells numbers in English words. Pure; any thread.</summary>
internal static class EnglishNumbers
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens =
        ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] Scales = ["", " thousand", " million", " billion", " trillion", " quadrillion"];

    /// <summary>Spells a whole number.</summary>
    public static string Spell(ulong number)
    {
        if (number == 0)
        {
            return Small[0];
        }

        var parts = new List<string>();
        for (int scale = 0; number > 0 && scale < Scales.Length; scale++)
        {
            int group = (int)(number % 1000);
            number /= 1000;
            if (group > 0)
            {
                parts.Insert(0, Hundreds(group) + Scales[scale]);
            }
        }

        return string.Join(' ', parts);
    }

    private static string Hundreds(int number)
    {
        string rest = number % 100 == 0 ? "" : Below100(number % 100);
        string hundreds = number < 100 ? "" : Small[number / 100] + " hundred";
        return hundreds.Length > 0 && rest.Length > 0 ? $"{hundreds} {rest}" : hundreds + rest;
    }

    private static string Below100(int number) =>
        number < Small.Length ? Small[number]
        : number % 10 == 0 ? Tens[number / 10]
        : $"{Tens[number / 10]} {Small[number % 10]}";
}
