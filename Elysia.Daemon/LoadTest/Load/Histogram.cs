using System.Numerics;

namespace Elysia.LoadTest.Load;

/// <summary>Counts durations so that percentiles are known to within 0.8 %. One thread; allocates nothing after it was
/// made.</summary>
/// <remarks>Log-linear, 128 steps per power of two, as HdrHistogram does it: 58 KB for any 63-bit value.</remarks>
internal sealed class Histogram
{
    private const int StepBits = 7;
    private const int Steps = 1 << StepBits;
    private readonly long[] _counts = new long[(64 - StepBits) * Steps];

    /// <summary>How many values were recorded.</summary>
    public long Count { get; private set; }

    /// <summary>The greatest of them, exactly; 0 when there is none.</summary>
    public long Max { get; private set; }

    /// <summary>Records a value. A negative one counts as 0: two readings of one clock may come out of order by a hair.</summary>
    public void Record(long value)
    {
        value = Math.Max(value, 0);
        _counts[IndexOf(value)]++;
        Count++;
        Max = Math.Max(Max, value);
    }

    /// <summary>The value that <paramref name="percent"/> of all values do not exceed; 0 when there is none.</summary>
    /// <param name="percent">0..100.</param>
    public long Percentile(double percent)
    {
        long rank = Math.Max(1, (long)Math.Ceiling(Count * percent / 100));
        long seen = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            seen += _counts[i];
            if (seen >= rank)
            {
                return Math.Min(GreatestAt(i), Max);
            }
        }

        return 0;
    }

    /// <summary>Records all that another one has recorded.</summary>
    public void Add(Histogram other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_counts);
        Count = 0;
        Max = 0;
    }

    private static int IndexOf(long value)
    {
        int shift = Math.Max(0, BitOperations.Log2((ulong)value) - StepBits);
        return (shift * Steps) + (int)(value >> shift);
    }

    private static long GreatestAt(int index)
    {
        int shift = Math.Max(0, (index / Steps) - 1);
        return ((index - (shift * Steps) + 1L) << shift) - 1;
    }
}

/// <summary>How old something was, in the four numbers that matter. Unit: milliseconds.</summary>
/// <param name="P50Ms">Half of the values are at most this.</param>
/// <param name="P99Ms">99 % of them.</param>
/// <param name="P999Ms">99.9 % of them.</param>
/// <param name="MaxMs">All of them.</param>
/// <param name="Count">How many values there are.</param>
internal sealed record AgeFigures(double P50Ms, double P99Ms, double P999Ms, double MaxMs, long Count)
{
    private const double NanosecondsPerMs = 1e6;

    /// <summary>The figures of recorded nanoseconds, or null when nothing was recorded: no figure is better than a false
    /// 0.</summary>
    internal static AgeFigures? From(Histogram nanoseconds) => nanoseconds.Count == 0 ? null : new AgeFigures(
        nanoseconds.Percentile(50) / NanosecondsPerMs,
        nanoseconds.Percentile(99) / NanosecondsPerMs,
        nanoseconds.Percentile(99.9) / NanosecondsPerMs,
        nanoseconds.Max / NanosecondsPerMs,
        nanoseconds.Count);
}
