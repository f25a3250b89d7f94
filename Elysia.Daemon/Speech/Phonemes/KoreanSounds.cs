using Elysia.Languages;

namespace Elysia.Speech.Phonemes;

/// <summary>The phonemes of syllables that are spelled as they are pronounced. Pure; any thread.</summary>
internal static class KoreanSounds
{
    private static readonly string[] Onsets =
        ["k", "k-", "n", "t", "t-", "ɾ", "m", "p", "p-", "s", "s-", "", "tɕ", "tɕ-", "tɕʰ", "kʰ", "tʰ", "pʰ", "h"];

    private static readonly string[] Vowels =
    [
        "a", "ɛ", "j a", "j ɛ", "ʌ", "e", "j ʌ", "j e", "o", "w a", "w ɛ", "w e", "j o", "u",
        "w ʌ", "w e", "w i", "j u", "ɯ", "ɯ i", "i",
    ];

    /// <summary>Returns the phonemes of one syllable.</summary>
    public static IEnumerable<string> From(char block)
    {
        (int onset, int vowel, int coda) = Hangul.Split(block);
        return (Onsets[onset] + " " + Vowels[vowel] + " " + Coda(HangulSyllable.Codas[coda]))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Returns the phonemes of a single letter, as in ㅋㅋ and ㅠㅠ.</summary>
    public static IEnumerable<string> OfLetter(char letter)
    {
        int vowel = HangulSyllable.Vowels.IndexOf(letter, StringComparison.Ordinal);
        int onset = HangulSyllable.Onsets.IndexOf(letter, StringComparison.Ordinal);
        return (vowel >= 0 ? Vowels[vowel] : onset >= 0 ? Onsets[onset] + " ɯ" : "ɯ")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Coda(char coda) => coda switch
    {
        'ㄴ' => "n",
        'ㄹ' => "l",
        'ㅁ' => "m",
        'ㅇ' => "ŋ",
        'ㅂ' => "p",
        'ㄱ' or 'ㄷ' => "q",
        _ => "",
    };
}
