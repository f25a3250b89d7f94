namespace Elysia.Speech.Phonemes;

/// <summary>One phoneme and the moment at which it begins.</summary>
/// <param name="Ipa">In the International Phonetic Alphabet, as "oʊ"; empty for silence.</param>
/// <param name="StartSeconds">Since the start of the sentence, or of its clip.</param>
internal readonly record struct Phoneme(string Ipa, double StartSeconds)
{
    /// <summary>Whether nothing is said.</summary>
    public bool IsSilence => Ipa.Length == 0;

    /// <summary>Whether a letter of the alphabet is a vowel.</summary>
    public static bool IsVowel(char letter) => "aɐɑɒæʌəɚɝɜeɛiɪᵻoɔuʊɯɨyøœ".Contains(letter, StringComparison.Ordinal);
}

/// <summary>The phonemes of a sentence in time: what her mouth follows. Immutable; any thread.</summary>
/// <param name="Phonemes">In the order of time.</param>
/// <param name="EndSeconds">Where the last one ends.</param>
internal sealed record PhonemeTrack(IReadOnlyList<Phoneme> Phonemes, double EndSeconds)
{
    /// <summary>The same phonemes, ending where the voice does.</summary>
    public PhonemeTrack WithoutSilenceAtTheEnd()
    {
        int count = Phonemes.Count;
        double end = EndSeconds;
        for (; count > 0 && Phonemes[count - 1].IsSilence; count--)
        {
            end = Phonemes[count - 1].StartSeconds;
        }

        return count == Phonemes.Count ? this : new PhonemeTrack([.. Phonemes.Take(count)], end);
    }

    /// <summary>The same phonemes, stretched evenly.</summary>
    /// <param name="fromSeconds">Where the first begins.</param>
    /// <param name="toSeconds">Where the last ends; not before <paramref name="fromSeconds"/>, else all is at that
    /// moment.</param>
    public PhonemeTrack Between(double fromSeconds, double toSeconds)
    {
        double stretch = EndSeconds > 0 ? Math.Max(0, toSeconds - fromSeconds) / EndSeconds : 0;
        return new PhonemeTrack(
            [.. Phonemes.Select(phoneme => phoneme with { StartSeconds = fromSeconds + (phoneme.StartSeconds * stretch) })],
            fromSeconds + (EndSeconds * stretch));
    }

    /// <summary>How long a phoneme lasts. Unit: s.</summary>
    public double Seconds(int index) =>
        (index + 1 < Phonemes.Count ? Phonemes[index + 1].StartSeconds : EndSeconds) - Phonemes[index].StartSeconds;
}
