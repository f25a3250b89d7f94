namespace Elysia.Speech.Phonemes;

/// <summary>One sound of speech and how long it lasts.</summary>
/// <param name="Ipa">In the International Phonetic Alphabet, as "oʊ"; empty for silence.</param>
/// <param name="Seconds">How long at rate 1.</param>
internal readonly record struct Sound(string Ipa, double Seconds);
