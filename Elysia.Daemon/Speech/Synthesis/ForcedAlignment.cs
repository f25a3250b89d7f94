using Elysia.Speech.Phonemes;

namespace Elysia.Speech.Synthesis;

/// <summary>Aligns phonemes to a clip that came without phoneme times: each is placed where the levels of the clip fit
/// it and its length is plausible. Pure; any thread.</summary>
/// <remarks>Finds the best of all ways to cut the clip into the phonemes in their order (a semi-Markov model, solved by
/// dynamic programming like Viterbi's): the minimum of the distances between each step's levels and those expected of
/// its phoneme, plus the distances between each length and its share of the clip. Source: Rabiner, A Tutorial on Hidden
/// Markov Models (1989), IV.D.</remarks>
internal static class ForcedAlignment
{
    /// <summary>The maximum distance between a phoneme's end and its place in an even stretch.</summary>
    /// <remarks>Unit: steps of <see cref="ClipLevels.StepSeconds"/>. 60 is 0.6 s, e.g. a pause that the text does not
    /// have.</remarks>
    public const int BandSteps = 60;

    /// <summary>The maximum length of speech that is aligned; longer speech is stretched evenly.</summary>
    /// <remarks>Unit: steps. 60 s.</remarks>
    public const int StepsMax = 6_000;

    private const int Width = (2 * BandSteps) + 1;

    // A length that is off by a factor of e weighs as much as one step of levels that is off by 1. With values from a
    // half to two, and whatever the ratio of the two levels to each other, the result is the same within 10 %.
    private const double LengthWeight = 1;

    // The length of a silence varies with the speaker, so it weighs less.
    private const double SilenceLengthWeight = 0.3;

    // The maximum length of a phoneme: this many times its expected length, plus this many steps.
    private const int LongestFactor = 4;
    private const int LongestSteps = 20;

    // Below this rate there is nothing above 3 kHz, and too little to recognise words.
    private const int RateMinHz = 8_000;

    /// <summary>Aligns the phonemes to a clip.</summary>
    /// <param name="track">The phonemes with the times that rules or another voice gave them.</param>
    /// <param name="wav">A WAV file of 16 bit PCM.</param>
    /// <param name="heard">The part of the clip that has speech.</param>
    /// <returns>The same phonemes in the same order on the clip's clock; stretched evenly if they cannot be
    /// aligned.</returns>
    public static PhonemeTrack Align(PhonemeTrack track, ReadOnlySpan<byte> wav, WavSpan heard)
    {
        PhonemeTrack said = track.WithoutSilenceAtTheEnd();
        bool isShort = heard.VoiceToSeconds - heard.VoiceFromSeconds <= StepsMax * ClipLevels.StepSeconds;
        if (isShort && WavFile.TrySamples(wav, out ReadOnlySpan<short> samples, out int rateHz, out int channels)
            && rateHz >= RateMinHz)
        {
            ClipLevels levels = ClipLevels.From(samples, rateHz, channels);
            int first = Math.Min(levels.Low.Length, Steps(heard.VoiceFromSeconds));
            int end = Math.Clamp(Steps(heard.VoiceToSeconds), first, levels.Low.Length);
            if (Lengths(said, levels, first, end) is { } lengths)
            {
                return Placed(said, lengths, first);
            }
        }

        return said.Between(heard.VoiceFromSeconds, heard.VoiceToSeconds);
    }

    private static PhonemeTrack Placed(PhonemeTrack said, byte[] lengths, int first)
    {
        var sounds = new Phoneme[lengths.Length];
        int at = first;
        for (int i = 0; i < lengths.Length; i++)
        {
            sounds[i] = said.Phonemes[i] with { StartSeconds = at * ClipLevels.StepSeconds };
            at += lengths[i];
        }

        return new PhonemeTrack(sounds, at * ClipLevels.StepSeconds);
    }

    // The length of each phoneme in steps; null if no path stays within the band.
    private static byte[]? Lengths(PhonemeTrack said, ClipLevels levels, int first, int end)
    {
        int steps = end - first;
        if (said.Phonemes.Count == 0 || steps < said.Phonemes.Count || said.EndSeconds <= 0)
        {
            return null;
        }

        double stretch = steps / said.EndSeconds;
        var low = new LevelSums(levels.Low.AsSpan(first, steps));
        var high = new LevelSums(levels.High.AsSpan(first, steps));

        // Indexed by phoneme and by the distance of its end from an even stretch: the phoneme's length on the best path
        // there.
        var best = new byte[said.Phonemes.Count * Width];
        var (before, after) = (new double[Width], new double[Width]);
        Array.Fill(before, double.PositiveInfinity);
        before[BandSteps] = 0;
        int begin = 0;
        for (int i = 0; i < said.Phonemes.Count; i++)
        {
            int center = EvenEnd(said, i, stretch);
            var sound = new Expected(said, i, stretch);
            for (int place = 0; place < Width; place++)
            {
                int to = center + place - BandSteps;
                after[place] = double.PositiveInfinity;
                for (int length = 1; length <= sound.Longest && to <= steps && to - length >= 0; length++)
                {
                    int from = to - length - begin + BandSteps;
                    double cost = from is < 0 or >= Width ? double.PositiveInfinity
                        : before[from] + sound.Cost(length)
                            + low.Distance(to - length, to, sound.Low) + high.Distance(to - length, to, sound.High);
                    if (cost < after[place])
                    {
                        after[place] = cost;
                        best[(i * Width) + place] = (byte)length;
                    }
                }
            }

            (before, after, begin) = (after, before, center);
        }

        return double.IsPositiveInfinity(before[BandSteps]) ? null : Back(said, stretch, best);
    }

    private static byte[] Back(PhonemeTrack said, double stretch, byte[] best)
    {
        var lengths = new byte[said.Phonemes.Count];
        int to = EvenEnd(said, lengths.Length - 1, stretch);
        for (int i = lengths.Length - 1; i >= 0; i--)
        {
            lengths[i] = best[(i * Width) + to - EvenEnd(said, i, stretch) + BandSteps];
            to -= lengths[i];
        }

        return lengths;
    }

    private static int EvenEnd(PhonemeTrack said, int index, double stretch) =>
        (int)Math.Round((said.Phonemes[index].StartSeconds + said.Seconds(index)) * stretch);

    private static int Steps(double seconds) => (int)Math.Round(seconds / ClipLevels.StepSeconds);

    // The levels and the length expected of a phoneme.
    private readonly struct Expected
    {
        private readonly double _steps;
        private readonly double _weight;

        public Expected(PhonemeTrack said, int index, double stretch)
        {
            Phoneme sound = said.Phonemes[index];
            _steps = Math.Max(0.5, said.Seconds(index) * stretch);
            _weight = sound.IsSilence ? SilenceLengthWeight : LengthWeight;
            (Low, High) = PhonemeLevels.Of(sound.Ipa);
            Longest = (int)Math.Min(byte.MaxValue, (_steps * LongestFactor) + LongestSteps);
        }

        public double Low { get; }

        public double High { get; }

        public int Longest { get; }

        public double Cost(int length)
        {
            double off = Math.Log(length / _steps);
            return _weight * off * off;
        }
    }
}
