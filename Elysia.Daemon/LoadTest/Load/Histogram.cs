using System.Numerics;

namespace Elysia.LoadTest.Load;

/// <summary>Counts durations, with percentiles exact to within 0.8 %. Single-threaded; allocates only when
/// created.</summary>
/// <remarks>Log-linear with 128 steps per power of two, like HdrHistogram: 58 KB cover any 63-bit value.</remarks>
internal sealed class Histogram
{
    private const int StepBits = 7;
    private const int Steps = 1 << StepBits;
    private readonly long[] _counts = new long[(64 - StepBits) * Steps];

    /// <summary>The number of recorded values.</summary>
    public long Count { get; private set; }

    /// <summary>The exact maximum; 0 if nothing was recorded.</summary>
    public long Max { get; private set; }

    /// <summary>Records a value. A negative one counts as 0: two readings of one clock may be slightly out of
    /// order.</summary>
    public void Record(long value)
    {
        value = Math.Max(value, 0);
        _counts[IndexOf(value)]++;
        Count++;
        Max = Math.Max(Max, value);
    }

    /// <summary>Returns the value that <paramref name="percent"/> of all values do not exceed; 0 if there is
    /// none.</summary>
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

    /// <summary>Adds all values of another histogram.</summary>
    public void Add(Histogram other)
    {
        for (int i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>Removes all values.</summary>
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

/// <summary>The distribution of an age. Unit: milliseconds.</summary>
/// <param name="P50Ms">The median.</param>
/// <param name="P99Ms">The 99th percentile.</param>
/// <param name="P999Ms">The 99.9th percentile.</param>
/// <param name="MaxMs">The maximum.</param>
/// <param name="Count">The number of values.</param>
internal sealed record AgeFigures(double P50Ms, double P99Ms, double P999Ms, double MaxMs, long Count)
{
    private const double NanosecondsPerMs = 1e6;

    /// <summary>Returns the figures of recorded nanoseconds, or null if nothing was recorded, since 0 would be
    /// false.</summary>
    internal static AgeFigures? From(Histogram nanoseconds) => nanoseconds.Count == 0 ? null : new AgeFigures(
        nanoseconds.Percentile(50) / NanosecondsPerMs,
        nanoseconds.Percentile(99) / NanosecondsPerMs,
        nanoseconds.Percentile(99.9) / NanosecondsPerMs,
        nanoseconds.Max / NanosecondsPerMs,
        nanoseconds.Count);
}
