namespace Elysia.Speech.Phonemes;

/// <summary>One Korean syllable, taken apart.</summary>
/// <param name="Onset">One of <see cref="Jamo.Onsets"/>; ㅇ is none.</param>
/// <param name="Vowel">One of <see cref="Jamo.Vowels"/>.</param>
/// <param name="Coda">One of <see cref="Jamo.Codas"/>.</param>
internal readonly record struct Block(char Onset, char Vowel, char Coda);
