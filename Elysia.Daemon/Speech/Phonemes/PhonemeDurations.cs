using System.Collections.Frozen;
using System.Globalization;
using Elysia.Languages;

namespace Elysia.Speech.Phonemes;

/// <summary>The lengths of phonemes at rate 1, for use without a synthesiser. Data; any thread.</summary>
/// <remarks>Means of espeak-ng 1.51 at its default 175 words per minute, over the sentences of feelings.en.tsv and
/// feelings.ko.tsv in the tests. Unit in the tables: ms.</remarks>
internal static class PhonemeDurations
{
    /// <summary>The silence after a comma.</summary>
    public const double CommaSeconds = 0.15;

    /// <summary>The silence after a sentence.</summary>
    public const double SentenceSeconds = 0.3;

    private const double OtherMs = 75;

    // The last vowel before a silence is lengthened.
    private const double FinalStretch = 1.35;

    private const string EnglishMs =
        "t 49 n 82 ɪ 73 aɪ 109 s 77 d 59 m 77 l 60 ə 61 k 53 æ 118 ɹ 58 ʌ 88 z 84 w 91 ɛ 123 ð 48 iː 115 b 51 p 47 "
        + "f 77 eɪ 135 h 61 ŋ 97 v 73 uː 90 oʊ 138 ɐ 52 i 62 ɚ 83 ɡ 52 ɑː 139 aʊ 151 j 70 ᵻ 61 ɜː 145 θ 85 ʊ 92 ʃ 93 ɔ 123 "
        + "ɔː 157 tʃ 68 dʒ 52 ɑːɹ 194 ɔːɹ 172 ʒ 54 ɛɹ 127 ɪɹ 154 ɔɪ 149";

    private const string KoreanMs =
        "a 105 ʌ 100 n 81 i 93 ɯ 106 m 75 o 104 h 61 s 73 ɛ 102 j 83 ɾ 58 e 85 tɕ 63 l 59 u 105 ŋ 96 k 40 t 45 w 91 "
        + "p 50 kʰ 72 tʰ 75 pʰ 48 tɕʰ 88 k- 82 t- 46 p- 30 s- 73 tɕ- 50 q 25";

    private static readonly FrozenDictionary<string, double> English = Read(EnglishMs);
    private static readonly FrozenDictionary<string, double> Korean = Read(KoreanMs);

    /// <summary>Returns the length of a phoneme. Unit: s.</summary>
    public static double Seconds(string ipa, Language language, bool isFinal)
    {
        double ms = (language == Language.Korean ? Korean : English).GetValueOrDefault(ipa, OtherMs);
        return ms / 1000 * (isFinal ? FinalStretch : 1);
    }

    private static FrozenDictionary<string, double> Read(string table) => table.Split(' ').Chunk(2)
        .ToFrozenDictionary(pair => pair[0], pair => double.Parse(pair[1], CultureInfo.InvariantCulture));
}
