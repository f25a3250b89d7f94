namespace Elysia.Speech.Synthesis;

/// <summary>How loud a clip is in steps of 10 ms, below 1 kHz and above 3 kHz: enough to tell a vowel from an s, and both from
/// silence. Immutable; any thread.</summary>
/// <param name="Low">Below 1 kHz, one for each step: 0 (40 dB below the clip's loud moments, or less) to 1 (as loud as
/// them).</param>
/// <param name="High">The same above 3 kHz.</param>
internal sealed record ClipLevels(float[] Low, float[] High)
{
    /// <summary>From one level to the next.</summary>
    /// <remarks>Unit: s. 10 ms: a period of a low voice.</remarks>
    public const double StepSeconds = 0.01;

    private const double LowHz = 1000;
    private const double HighHz = 3000;

    // What is this much below the loud moments of a clip is taken for silence, in dB.
    private const double Depth = 40;

    // The loud moments: the 95th percentile, which one click does not move.
    private const double LoudShare = 0.95;

    /// <summary>The levels of a clip.</summary>
    /// <param name="samples">16 bit PCM.</param>
    /// <param name="rateHz">Samples per second of one channel, at least 1.</param>
    /// <param name="channels">At least 1; the first one counts.</param>
    public static ClipLevels Of(ReadOnlySpan<short> samples, int rateHz, int channels)
    {
        int step = Math.Max(1, (int)(rateHz * StepSeconds));
        var levels = new ClipLevels(new float[samples.Length / channels / step], new float[samples.Length / channels / step]);
        var low = new LowPass(LowHz, rateHz);
        var high = new LowPass(HighHz, rateHz);
        for (int i = 0; i < levels.Low.Length; i++)
        {
            double powerBelow = 0;
            double powerAbove = 0;
            for (int k = 0; k < step; k++)
            {
                double sample = samples[((i * step) + k) * channels];
                double below = low.Next(sample);
                double above = sample - high.Next(sample);
                powerBelow += below * below;
                powerAbove += above * above;
            }

            levels.Low[i] = (float)(10 * Math.Log10(1 + (powerBelow / step)));
            levels.High[i] = (float)(10 * Math.Log10(1 + (powerAbove / step)));
        }

        Normalise(levels.Low);
        Normalise(levels.High);
        return levels;
    }

    private static void Normalise(float[] decibels)
    {
        float[] sorted = [.. decibels.Order()];
        double loud = sorted.Length == 0 ? 0 : sorted[(int)(LoudShare * (sorted.Length - 1))];
        for (int i = 0; i < decibels.Length; i++)
        {
            decibels[i] = (float)Math.Clamp(1 + ((decibels[i] - loud) / Depth), 0, 1);
        }
    }

    // Two poles: 12 dB an octave.
    private struct LowPass(double hz, int rateHz)
    {
        private readonly double _share = 1 - Math.Exp(-2 * Math.PI * hz / rateHz);
        private double _once;
        private double _twice;

        public double Next(double sample)
        {
            _once += _share * (sample - _once);
            return _twice += _share * (_once - _twice);
        }
    }
}
