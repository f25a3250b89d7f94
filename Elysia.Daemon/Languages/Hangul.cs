using System.Text;

namespace Elysia.Languages;

/// <summary>The arithmetic of Hangul: a syllable block is a number composed of its onset, vowel and coda. Pure; any
/// thread.</summary>
/// <remarks>Source: The Unicode Standard, section 3.12. <see cref="string.Normalize()"/> cannot be used: with invariant
/// globalization it leaves Hangul unchanged.</remarks>
internal static class Hangul
{
    private const char FirstSyllable = '\uAC00';
    private const char FirstOnset = '\u1100';
    private const char FirstVowel = '\u1161';
    private const char BeforeFirstCoda = '\u11A7';
    private const int OnsetCount = 19;
    private const int VowelCount = 21;
    private const int CodaCount = 28;

    /// <summary>Whether <paramref name="text"/> has any Korean letter: a syllable block or a single jamo.</summary>
    public static bool IsIn(string text)
    {
        foreach (char letter in text)
        {
            if (IsSyllable(letter) || letter is (>= '\u1100' and <= '\u11FF') or (>= '\u3131' and <= '\u318E'))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether <paramref name="letter"/> is a syllable block, 가 to 힣.</summary>
    public static bool IsSyllable(char letter) => letter is >= FirstSyllable and <= '\uD7A3';

    /// <summary>Splits a syllable block into its letters.</summary>
    /// <param name="syllable">A block, see <see cref="IsSyllable"/>.</param>
    /// <returns>The indices in Unicode order: onset 0..18 (ㄱ first), vowel 0..20 (ㅏ first), coda 0..27 (0 is
    /// none).</returns>
    public static (int Onset, int Vowel, int Coda) Split(char syllable)
    {
        int index = syllable - FirstSyllable;
        return (index / (VowelCount * CodaCount), index / CodaCount % VowelCount, index % CodaCount);
    }

    /// <summary>Joins conjoining jamo, which some keyboards and file names produce, to syllable blocks.</summary>
    /// <returns><paramref name="text"/> itself if there is nothing to join.</returns>
    public static string Compose(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange(FirstVowel, '\u1175'))
        {
            return text;
        }

        var composed = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            char before = composed.Length > 0 ? composed[^1] : '\0';
            if (Join(before, letter) is { } block)
            {
                composed[^1] = block;
            }
            else
            {
                composed.Append(letter);
            }
        }

        return composed.ToString();
    }

    private static char? Join(char before, char letter)
    {
        int onset = before - FirstOnset;
        int vowel = letter - FirstVowel;
        if (onset is >= 0 and < OnsetCount && vowel is >= 0 and < VowelCount)
        {
            return (char)(FirstSyllable + (((onset * VowelCount) + vowel) * CodaCount));
        }

        int coda = letter - BeforeFirstCoda;
        bool takesCoda = IsSyllable(before) && Split(before).Coda == 0;
        return takesCoda && coda is > 0 and < CodaCount ? (char)(before + coda) : null;
    }
}
