using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>A forecast of some fields as samples, to which motions are fitted. Tick thread only; its memory is
/// allocated once.</summary>
/// <param name="face">The trajectory to sample.</param>
internal sealed class MotionForecast(FaceTrajectory face)
{
    /// <summary>The maximum number of samples of a field.</summary>
    public const int SamplesMax = 801;

    private const int UsualMs = 5;

    // A mouth that is told to open at once accelerates by 7,000 per second squared; in 10 µs that changes the slope by
    // 0.03 per second.
    private static readonly TimeSpan SlopeTime = TimeSpan.FromMicroseconds(10);

    private readonly double[][] _samples = [.. Enumerable.Range(0, Field.Count).Select(_ => new double[SamplesMax])];
    private FieldValues<double> _slopes;

    /// <summary>Milliseconds from one sample to the next.</summary>
    public int StepMs { get; private set; }

    /// <summary>The number of samples of each field; the first is the present.</summary>
    public int Count { get; private set; }

    /// <summary>Returns the samples of a field: the frequency in Hz for the beat, the value for all others.</summary>
    public ReadOnlySpan<double> Of(FieldId field) => _samples[(int)field].AsSpan(0, Count);

    /// <summary>Returns the present speed of a field, per second.</summary>
    public double Slope(FieldId field) => _slopes[(int)field];

    /// <summary>Computes the samples from the last tick on.</summary>
    /// <param name="fields">The fields to sample.</param>
    /// <param name="horizonMs">The length of the forecast, in milliseconds.</param>
    /// <param name="closely">Whether to sample every 1 ms where possible, instead of every 5 ms.</param>
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

    /// <summary>Returns whether a field has a corner so sharp that its tip may lie off a curve through all
    /// samples.</summary>
    /// <param name="field">The field.</param>
    /// <param name="tip">The height of a tip that matters.</param>
    public bool IsSharp(FieldId field, double tip)
    {
        // Between two samples a corner stands out by a quarter of the change of slope from one sample to the next. A
        // corner lies between two samples, and the samples further out on both sides show no bend, while a round curve
        // bends everywhere.
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
