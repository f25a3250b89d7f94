using Elysia.Diff;
using Elysia.State;

namespace Elysia.Motion;

/// <summary>The next seconds of some fields as samples: what a motion is fitted to. Tick thread only; its memory is made
/// once.</summary>
/// <param name="face">Whose.</param>
internal sealed class MotionForecast(MovingFace face)
{
    /// <summary>Most samples of a field.</summary>
    public const int SamplesMax = 801;

    private const int FinestMs = 5;
    private static readonly TimeSpan SlopeTime = TimeSpan.FromMicroseconds(100);

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
    public void Look(FieldMask fields, int horizonMs)
    {
        StepMs = Math.Max(FinestMs, (horizonMs + SamplesMax - 2) / (SamplesMax - 1));
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

    private double Sample(in AvatarState ahead, FieldId field, double seconds) => field == FieldId.Beat
        ? face.HertzAt(ahead, seconds)
        : face.At(ahead, field, seconds);
}
