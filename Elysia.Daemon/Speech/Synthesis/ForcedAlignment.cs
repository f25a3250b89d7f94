using Elysia.Speech.Phonemes;

namespace Elysia.Speech.Synthesis;

/// <summary>Puts sounds on the clock of a clip in which nobody told where they are: each where the clip is as loud as it should
/// be, and about as long as it should be. Pure; any thread.</summary>
/// <remarks>The best of all ways to cut the clip into the sounds in their order (a semi-Markov model, solved by dynamic
/// programming as Viterbi's): least sum of how far each step's levels are from what its sound is like, and of how far each
/// length is from its share of the clip. Source: Rabiner, A Tutorial on Hidden Markov Models (1989), IV.D.</remarks>
internal static class ForcedAlignment
{
    /// <summary>How far a sound may be moved from where an even stretch would put it.</summary>
    /// <remarks>Unit: steps of <see cref="ClipLevels.StepSeconds"/>. 60 is 0.6 s, a pause that nobody wrote.</remarks>
    public const int BandSteps = 60;

    /// <summary>Longest voice that is aligned; a longer one is stretched evenly.</summary>
    /// <remarks>Unit: steps. 60 s.</remarks>
    public const int StepsMax = 6_000;

    private const int Width = (2 * BandSteps) + 1;

    // A length off by a factor of e weighs as much as one step of levels off by 1. Where they lie between a half and two, and
    // whatever the two of levels are to each other, the outcome is the same within 10 %.
    private const double LengthWeight = 1;

    // A silence is as long as the speaker likes.
    private const double SilenceLengthWeight = 0.3;

    // A sound may be drawn out as far as this.
    private const int LongestFactor = 4;
    private const int LongestSteps = 20;

    // Below it there is nothing above 3 kHz, and little to hear words by.
    private const int RateMinHz = 8_000;

    /// <summary>The sounds of a clip.</summary>
    /// <param name="track">The sounds as rules or another voice have them.</param>
    /// <param name="wav">A file of 16 bit PCM.</param>
    /// <param name="heard">Where its voice is.</param>
    /// <returns>The same sounds in the same order on the clip's clock; stretched evenly where it cannot be told better.</returns>
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

    // How many steps each sound lasts; null when there is no way within the band.
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

        // By sound and by how far its end is from an even stretch: the length of the best way there.
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

    // What a sound should be like.
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
