namespace Elysia.Speech.Phonemes;

/// <summary>One phoneme and its start time.</summary>
/// <param name="Ipa">The phoneme in the International Phonetic Alphabet, e.g. "oʊ"; empty for silence.</param>
/// <param name="StartSeconds">Seconds since the start of the sentence, or of its clip.</param>
internal readonly record struct Phoneme(string Ipa, double StartSeconds)
{
    /// <summary>Whether this is a silence.</summary>
    public bool IsSilence => Ipa.Length == 0;

    /// <summary>Whether a letter of the alphabet is a vowel.</summary>
    public static bool IsVowel(char letter) => "aɐɑɒæʌəɚɝɜeɛiɪᵻoɔuʊɯɨyøœ".Contains(letter, StringComparison.Ordinal);
}

/// <summary>The phonemes of a sentence with their times, from which the mouth movement follows. Immutable; any
/// thread.</summary>
/// <param name="Phonemes">The phonemes in the order of time.</param>
/// <param name="EndSeconds">The end of the last phoneme.</param>
internal sealed record PhonemeTrack(IReadOnlyList<Phoneme> Phonemes, double EndSeconds)
{
    /// <summary>Returns the same phonemes without silences at the end.</summary>
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

    /// <summary>Returns the same phonemes, stretched evenly.</summary>
    /// <param name="fromSeconds">The start of the first phoneme.</param>
    /// <param name="toSeconds">The end of the last phoneme. If it is before <paramref name="fromSeconds"/>, all
    /// phonemes are at <paramref name="fromSeconds"/>.</param>
    public PhonemeTrack Between(double fromSeconds, double toSeconds)
    {
        double stretch = EndSeconds > 0 ? Math.Max(0, toSeconds - fromSeconds) / EndSeconds : 0;
        return new PhonemeTrack(
            [.. Phonemes.Select(phoneme => phoneme with { StartSeconds = fromSeconds + (phoneme.StartSeconds * stretch) })],
            fromSeconds + (EndSeconds * stretch));
    }

    /// <summary>Returns the length of a phoneme. Unit: s.</summary>
    public double Seconds(int index) =>
        (index + 1 < Phonemes.Count ? Phonemes[index + 1].StartSeconds : EndSeconds) - Phonemes[index].StartSeconds;
}
