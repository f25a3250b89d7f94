using Elysia.Diff;

namespace Elysia.Motion;

/// <summary>Fits a curve of few keys to samples; each piece is as long as it stays close to them. Pure.</summary>
/// <param name="threshold">The maximum difference between what a viewer shows and the true value.</param>
internal sealed class CurveFit(DeltaThreshold threshold)
{
    /// <summary>Nothing she does is faster; the slope of a forecast is unbounded where it jumps.</summary>
    /// <remarks>Unit: 1/s.</remarks>
    private const double SpeedMax = 100;

    // The rest of the threshold is for a corner between two samples: for a spirit that turns at full speed that is a
    // third of a hundredth.
    private const double FitShare = 0.6;
    private const double Still = 1e-9;

    private readonly List<CurveKey> _keys = new(CurveMotion.KeysMax);

    /// <summary>Returns the multiple to which a value that still moves is rounded, in millionths: a tenth of the
    /// threshold, so that it fits into two bytes.</summary>
    public static int ValueQuantum(DeltaThreshold threshold) => threshold.Quantum;

    /// <summary>Returns a speed as it is published, in millionths per second.</summary>
    public static int Speed(double perSecond, DeltaThreshold threshold) => FixedPoint.RoundTo(
        FixedPoint.FromDouble(Math.Clamp(perSecond, -SpeedMax, SpeedMax)), threshold.Quantum);

    /// <summary>Returns a curve that stays close to all samples up to its last key.</summary>
    /// <returns>The curve; null when not even its first piece stays close.</returns>
    public CurveMotion? Of(long us, int from, ReadOnlySpan<double> samples, int stepMs, double slope) =>
        Make(us, from, samples, stepMs, slope, any: false);

    /// <summary>Returns a curve that starts at the true value: close to it wherever samples are dense enough, and
    /// through every sample where they are not.</summary>
    public CurveMotion OfAny(long us, int from, ReadOnlySpan<double> samples, int stepMs, double slope) =>
        Make(us, from, samples, stepMs, slope, any: true)!;

    private CurveMotion? Make(long us, int from, ReadOnlySpan<double> samples, int stepMs, double slope, bool any)
    {
        _keys.Clear();
        _keys.Add(new CurveKey(0, from, Speed(slope, threshold)));
        int at = 0;
        while (at < samples.Length - 1 && _keys.Count < CurveMotion.KeysMax && !RestsFrom(samples, at))
        {
            int next = Farthest(samples, at, stepMs);
            if (next == at)
            {
                if (!any && at == 0)
                {
                    return null;
                }

                next = at + 1;
            }

            _keys.Add(KeyAt(samples, next, (next - at) * stepMs, stepMs));
            at = next;
        }

        return new CurveMotion(us, [.. _keys]);
    }

    private bool RestsFrom(ReadOnlySpan<double> samples, int at)
    {
        double here = FixedPoint.ToDouble(_keys[^1].Micros);
        foreach (double sample in samples[at..])
        {
            if (Math.Abs(sample - here) > 1.0 / FixedPoint.One)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Returns the last sample at which one piece from <paramref name="at"/> may end; <paramref name="at"/>
    /// itself when there is none.</summary>
    private int Farthest(ReadOnlySpan<double> samples, int at, int stepMs)
    {
        int good = at;
        int bad = samples.Length;
        for (int reach = 1; good + reach < bad; reach *= 2)
        {
            if (!Fits(samples, at, at + reach, stepMs))
            {
                bad = at + reach;
                break;
            }

            good = at + reach;
        }

        // The end is far beyond the last doubling, so check near it before bisecting.
        while (bad - good > 1)
        {
            int middle = bad == samples.Length && good > at ? Math.Max(good + 1, (good + bad) / 2) : (good + bad) / 2;
            (good, bad) = Fits(samples, at, middle, stepMs) ? (middle, bad) : (good, middle);
        }

        return good;
    }

    private bool Fits(ReadOnlySpan<double> samples, int from, int to, int stepMs)
    {
        CurveKey end = KeyAt(samples, to, (to - from) * stepMs, stepMs);
        for (int i = from + 1; i <= to; i++)
        {
            double value = CurveMotion.Between(_keys[^1], end, (double)(i - from) / (to - from));
            if (Math.Abs(value - samples[i]) > threshold.Value * FitShare)
            {
                return false;
            }
        }

        return true;
    }

    private CurveKey KeyAt(ReadOnlySpan<double> samples, int at, int afterMs, int stepMs)
    {
        int before = Math.Max(0, at - 1);
        int after = Math.Min(samples.Length - 1, at + 1);
        double slope = (samples[after] - samples[before]) / ((after - before) * stepMs / 1000.0);
        int micros = FixedPoint.FromDouble(samples[at]);
        int value = Math.Abs(slope) < Still ? micros : FixedPoint.RoundTo(micros, ValueQuantum(threshold));
        return new CurveKey(afterMs, value, Speed(slope, threshold));
    }
}
