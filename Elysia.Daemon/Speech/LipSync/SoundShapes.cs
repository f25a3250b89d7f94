using System.Collections.Frozen;

namespace Elysia.Speech.LipSync;

/// <summary>The mouth for the letters of the International Phonetic Alphabet that English and Korean need. Data; any
/// thread.</summary>
/// <remarks>Openings are on the scale of the reference's Latin letters (original_session.jsonl): a 0.8, e 0.6, o 0.5, i and u
/// 0.3, r and l 0.4, f and v 0.2, m, b, p closed, other consonants 0.3. Wide and round follow the vowel chart: front spread, back
/// rounded.</remarks>
internal static class SoundShapes
{
    private static readonly MouthShape Consonant = new(0.3, 0.2, 0);
    private static readonly FrozenDictionary<char, MouthShape> Shapes = Read();

    /// <summary>Whether a letter is made with lips together.</summary>
    public static bool IsClosure(char letter) => letter is 'm' or 'b' or 'p';

    /// <summary>Whether a letter is a sound at all; marks of length, stress and tie are not.</summary>
    public static bool IsSound(char letter) => char.IsLetter(letter) && letter is not ('ː' or 'ˑ' or 'ʰ' or 'h' or 'ʔ');

    /// <summary>The mouth for one letter; that of a consonant for one that is not known.</summary>
    public static MouthShape Of(char letter) => Shapes.TryGetValue(letter, out MouthShape shape) ? shape : Consonant;

    /// <summary>Whether a letter is a vowel.</summary>
    public static bool IsVowel(char letter) => "aɐɑɒæʌəɚɝɜeɛiɪᵻoɔuʊɯɨyøœ".Contains(letter, StringComparison.Ordinal);

    private static FrozenDictionary<char, MouthShape> Read()
    {
        (string Letters, MouthShape Shape)[] rows =
        [
            ("aɐɑ", new(0.8, 0.3, 0)),
            ("æ", new(0.7, 0.6, 0)),
            ("ʌ", new(0.6, 0.2, 0)),
            ("eɛ", new(0.6, 0.6, 0)),
            ("əɚɝɜ", new(0.4, 0.2, 0.1)),
            ("ɪᵻ", new(0.3, 0.7, 0)),
            ("i", new(0.3, 0.9, 0)),
            ("ɯɨ", new(0.3, 0.6, 0)),
            ("ɔɒ", new(0.6, 0, 0.6)),
            ("oøœ", new(0.5, 0, 0.8)),
            ("uʊy", new(0.3, 0, 1)),
            ("w", new(0.2, 0, 0.9)),
            ("j", new(0.3, 0.8, 0)),
            ("ɹrɻ", new(0.4, 0, 0.3)),
            ("lɫɾ", new(0.4, 0.2, 0)),
            ("fv", new(0.2, 0.2, 0)),
            ("ʃʒɕʑ", new(0.3, 0, 0.5)),
            ("mbp", MouthShape.Closed),
        ];
        return rows.SelectMany(row => row.Letters.Select(letter => (letter, row.Shape)))
            .ToFrozenDictionary(pair => pair.letter, pair => pair.Shape);
    }
}
