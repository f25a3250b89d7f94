namespace Elysia.Speech.Phonemes;

/// <summary>One sound of a synthesiser with the moment at which it begins.</summary>
/// <param name="Ipa">In the International Phonetic Alphabet, as "oʊ"; empty for silence.</param>
/// <param name="StartSeconds">Since the start of the clip.</param>
public readonly record struct TimedSound(string Ipa, double StartSeconds)
{
    /// <summary>Whether nothing is said.</summary>
    public bool IsSilence => Ipa.Length == 0;
}
