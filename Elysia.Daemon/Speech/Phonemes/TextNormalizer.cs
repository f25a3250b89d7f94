using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Elysia.Languages;

namespace Elysia.Speech.Phonemes;

/// <summary>Replaces everything that is not read as it is written by words: numbers, percent signs, currency signs.
/// Pure; any thread.</summary>
internal static partial class TextNormalizer
{
    // A longer row of digits is a code, not a number, and is read digit by digit; 16 digits stay below a quintillion.
    private const int NumberMaxDigits = 16;

    private static readonly (char Sign, string English, string Korean)[] Signs =
    [
        ('%', "percent", "퍼센트"), ('&', "and", "그리고"), ('+', "plus", "더하기"), ('=', "equals", "는"), ('@', "at", "골뱅이"),
        ('$', "dollars", "달러"), ('€', "euros", "유로"), ('₩', "won", "원"), ('°', "degrees", "도"),
    ];

    /// <summary>Returns the text in words; Korean ones if the text has any Korean letter.</summary>
    public static string Normalize(string text)
    {
        string composed = Hangul.Compose(text);
        bool isKorean = Hangul.IsIn(composed);
        string counted = Number().Replace(composed, match => InWords(match, composed, isKorean));
        var said = new StringBuilder(counted.Length);
        foreach (char letter in counted)
        {
            (char Sign, string English, string Korean) sign = Array.Find(Signs, s => s.Sign == letter);
            said.Append(sign.English is null ? letter.ToString() : $" {(isKorean ? sign.Korean : sign.English)} ");
        }

        return said.ToString();
    }

    private static string InWords(Match match, string text, bool isKorean)
    {
        string whole = match.Groups["whole"].Value.Replace(",", "", StringComparison.Ordinal);
        string part = match.Groups["part"].Value;
        ReadOnlySpan<char> next = text.AsSpan(match.Index + match.Length);
        bool isCode = whole.Length > NumberMaxDigits || (whole.Length > 1 && whole[0] == '0');
        if (isKorean)
        {
            string said = isCode ? KoreanNumbers.OneByOne(whole)
                : KoreanNumbers.Spell(ulong.Parse(whole, CultureInfo.InvariantCulture), next);
            return part.Length > 0 ? $"{said} 점 {KoreanNumbers.OneByOne(part)}" : said;
        }

        string words = isCode ? OneByOne(whole) : EnglishNumbers.Spell(ulong.Parse(whole, CultureInfo.InvariantCulture));
        return $" {words}{(part.Length > 0 ? " point " + OneByOne(part) : "")} ";
    }

    private static string OneByOne(string digits) =>
        string.Join(' ', digits.Select(digit => EnglishNumbers.Spell((ulong)(digit - '0'))));

    [GeneratedRegex(@"(?<whole>[0-9]{1,3}(,[0-9]{3})+|[0-9]+)(\.(?<part>[0-9]+))?", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
