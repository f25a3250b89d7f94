using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>The next seconds of some fields as samples: what a motion is fitted to. Tick thread only; its memory is made
/// once.</summary>
/// <param name="face">Whose.</param>
internal sealed class MotionForecast(FaceTrajectory face)
{
    /// <summary>Most samples of a field.</summary>
    public const int SamplesMax = 801;

    private const int UsualMs = 5;

    // A mouth that was told to open at once bends by 7,000 a second squared; in 10 µs that is 0.03 a second of slope.
    private static readonly TimeSpan SlopeTime = TimeSpan.FromMicroseconds(10);

    private readonly double[][] _samples = [.. Enumerable.Range(0, Field.Count).Select(_ => new double[SamplesMax])];
    private FieldValues<double> _slopes;

    /// <summary>Milliseconds from one sample to the next.</summary>
    public int StepMs { get; private set; }

    /// <summary>Samples of each field; the first is the present.</summary>
    public int Count { get; private set; }

    /// <summary>The samples of a field: of the heart its frequency in Hz, of the others the value.</summary>
    public ReadOnlySpan<double> Of(FieldId field) => _samples[(int)field].AsSpan(0, Count);

    /// <summary>How fast a field moves at present, per second.</summary>
    public double Slope(FieldId field) => _slopes[(int)field];

    /// <summary>Looks ahead from the last tick.</summary>
    /// <param name="fields">Which fields to sample.</param>
    /// <param name="horizonMs">How far, in milliseconds.</param>
    /// <param name="closely">Whether in steps of 1 ms where that is possible, instead of 5.</param>
    public void Compute(FieldMask fields, int horizonMs, bool closely = false)
    {
        StepMs = Math.Max(closely ? 1 : UsualMs, (horizonMs + SamplesMax - 2) / (SamplesMax - 1));
        Count = (horizonMs / StepMs) + 1;
        AvatarState ahead = face.State;
        AvatarState near = face.Ahead(ahead, SlopeTime);
        var step = TimeSpan.FromMilliseconds(StepMs);
        for (int n = 0; n < Count; n++)
        {
            for (int i = 0; i < Field.Count; i++)
            {
                if (fields.Has((FieldId)i))
                {
                    _samples[i][n] = Sample(ahead, (FieldId)i, n * StepMs / 1000.0);
                    if (n == 0)
                    {
                        double later = Sample(near, (FieldId)i, SlopeTime.TotalSeconds);
                        _slopes[i] = (later - _samples[i][0]) / SlopeTime.TotalSeconds;
                    }
                }
            }

            ahead = face.Ahead(ahead, step);
        }
    }

    /// <summary>Whether a field has a corner so sharp that its tip may lie outside of what goes through all samples.</summary>
    /// <param name="field">Which.</param>
    /// <param name="tip">How much of a tip matters.</param>
    public bool IsSharp(FieldId field, double tip)
    {
        // Between two samples a corner stands out by a quarter of what it changes the slope by from one to the next. It lies
        // between two of them: those on both sides are not bent, while what is round is bent everywhere.
        ReadOnlySpan<double> samples = Of(field);
        for (int n = 3; n < samples.Length - 3; n++)
        {
            double around = Math.Max(Math.Abs(Bend(samples, n - 2)), Math.Abs(Bend(samples, n + 2)));
            if (Math.Abs(Bend(samples, n)) > Math.Max(tip * 4, around * 3))
            {
                return true;
            }
        }

        return false;
    }

    private static double Bend(ReadOnlySpan<double> samples, int n) => samples[n + 1] - (2 * samples[n]) + samples[n - 1];

    private double Sample(in AvatarState ahead, FieldId field, double seconds) => field == FieldId.Beat
        ? face.HertzAt(ahead, seconds)
        : face.At(ahead, field, seconds);
}
