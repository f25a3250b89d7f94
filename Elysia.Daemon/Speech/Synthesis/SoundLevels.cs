using Elysia.Speech.LipSync;

namespace Elysia.Speech.Synthesis;

/// <summary>How loud sounds of speech are, on the scale of <see cref="ClipLevels"/>. Data; any thread.</summary>
/// <remarks>Rounded means by kind over what espeak-ng says of feelings.en.tsv and feelings.ko.tsv in the tests, two voices. That
/// a vowel is louder than a nasal, that louder than a stop, and that an s is loud only above, holds for any voice.</remarks>
internal static class SoundLevels
{
    /// <summary>The levels below 1 kHz and above 3 kHz.</summary>
    /// <param name="ipa">A sound in the International Phonetic Alphabet; empty for silence.</param>
    public static (double Low, double High) Of(string ipa) =>
        ipa.Length == 0 || ipa[0] == '_' ? (0.1, 0.1)
        : SoundShapes.IsVowel(ipa[0]) ? (0.8, 0.78)
        : ipa.Length > 1 ? OfTwo(ipa[0], ipa[1])
        : OfOne(ipa[0]);

    private static (double Low, double High) OfTwo(char first, char second) => (first, second) switch
    {
        ('t', 'ʃ' or 'ɕ') => (0.36, 0.75),
        ('d', 'ʒ' or 'ʑ') => (0.55, 0.55),
        _ => OfOne(first),
    };

    private static (double Low, double High) OfOne(char letter) => letter switch
    {
        'l' or 'ɫ' or 'ɹ' or 'r' or 'ɾ' or 'w' or 'j' => (0.75, 0.65),
        'm' or 'n' or 'ŋ' => (0.73, 0.52),
        'b' or 'd' or 'ɡ' or 'v' or 'ð' => (0.58, 0.4),
        'z' or 'ʒ' => (0.55, 0.55),
        's' or 'ʃ' or 'ɕ' => (0.36, 0.75),
        'f' or 'θ' or 'h' => (0.3, 0.5),
        _ => (0.38, 0.45),
    };
}
