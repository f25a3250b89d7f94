using Elysia.Speech.Phonemes;

namespace Elysia.Speech.Synthesis;

/// <summary>The loudness of a clip in steps of 10 ms, below 1 kHz and above 3 kHz: enough to tell a vowel from an s,
/// and both from silence. Immutable; any thread.</summary>
/// <param name="Low">The level below 1 kHz for each step: 0 (40 dB below the clip's loud moments, or less) to 1 (as
/// loud as them).</param>
/// <param name="High">The same above 3 kHz.</param>
internal sealed record ClipLevels(float[] Low, float[] High)
{
    /// <summary>The time between two levels.</summary>
    /// <remarks>Unit: s. 10 ms: one period of a low voice.</remarks>
    public const double StepSeconds = 0.01;

    private const double LowHz = 1000;
    private const double HighHz = 3000;

    // Anything this far below the loud moments of a clip counts as silence. Unit: dB.
    private const double Depth = 40;

    // The loud moments: the 95th percentile, which a single click does not move.
    private const double LoudShare = 0.95;

    /// <summary>Computes the levels of a clip.</summary>
    /// <param name="samples">16 bit PCM.</param>
    /// <param name="rateHz">Samples per second of one channel, at least 1.</param>
    /// <param name="channels">The number of channels, at least 1; only the first one is used.</param>
    public static ClipLevels From(ReadOnlySpan<short> samples, int rateHz, int channels)
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

    // A low-pass filter with two poles: 12 dB per octave.
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

/// <summary>The typical levels of phonemes, on the scale of <see cref="ClipLevels"/>. Data; any thread.</summary>
/// <remarks>Rounded means by kind of phoneme over what espeak-ng says of feelings.en.tsv and feelings.ko.tsv in the
/// tests, two voices. For any voice, a vowel is louder than a nasal, a nasal is louder than a stop, and an s is loud
/// only at high frequencies.</remarks>
internal static class PhonemeLevels
{
    /// <summary>Returns the levels below 1 kHz and above 3 kHz.</summary>
    /// <param name="ipa">A phoneme in the International Phonetic Alphabet; empty for silence.</param>
    public static (double Low, double High) Of(string ipa) =>
        ipa.Length == 0 || ipa[0] == '_' ? (0.1, 0.1)
        : Phoneme.IsVowel(ipa[0]) ? (0.8, 0.78)
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

/// <summary>Prefix sums over the levels of a clip, which give the distance of any range in constant time. Immutable;
/// one thread.</summary>
internal readonly struct LevelSums
{
    private readonly double[] _levels;
    private readonly double[] _squares;

    /// <summary>Computes the sums.</summary>
    public LevelSums(ReadOnlySpan<float> levels)
    {
        _levels = new double[levels.Length + 1];
        _squares = new double[levels.Length + 1];
        for (int i = 0; i < levels.Length; i++)
        {
            _levels[i + 1] = _levels[i] + levels[i];
            _squares[i + 1] = _squares[i] + (levels[i] * levels[i]);
        }
    }

    /// <summary>Returns the sum of the squared distances of the steps [<paramref name="from"/>, <paramref name="to"/>)
    /// from <paramref name="level"/>.</summary>
    public double Distance(int from, int to, double level) =>
        _squares[to] - _squares[from] - (2 * level * (_levels[to] - _levels[from])) + ((to - from) * level * level);
}
