namespace Elysia.LoadTest.Load;

/// <summary>Measures the ticks by the gaps between the stamps the reference viewer receives. The loop's thread.</summary>
/// <remarks>The rate adapts, so the gaps are judged second by second, each against the nearest whole rate to its median
/// gap. A second in which the rate changes counts the change as lateness, by a few milliseconds.</remarks>
internal sealed class TickGaps
{
    // A second of the fastest rate there is, and room for one that was long.
    private readonly long[] _gaps = new long[1024];
    private readonly long[] _sorted = new long[1024];
    private readonly Histogram _lateness = new();
    private readonly Histogram _periods = new();
    private int _count;
    private long _last;
    private long _gapMax;
    private long _absent;

    /// <summary>What came out so far; null without a stamp.</summary>
    public TickFigures? Figures => _periods.Count == 0 ? null : new TickFigures(
        Math.Round(1e9 / _periods.Percentile(50), 1), AgeFigures.From(_lateness), _gapMax / 1e6, _absent);

    /// <summary>The reference viewer has read a stamped frame.</summary>
    public void Add(long t)
    {
        if (_last != 0 && t > _last)
        {
            _gaps[_count++] = t - _last;
        }

        _last = t;
        if (_count == _gaps.Length)
        {
            EndSecond();
        }
    }

    /// <summary>Judges the gaps of the second that ends now.</summary>
    public void EndSecond()
    {
        // Of very few gaps the median says nothing; they are judged with the next second's.
        if (_count < 5)
        {
            return;
        }

        _gaps.AsSpan(0, _count).CopyTo(_sorted);
        Array.Sort(_sorted, 0, _count);
        long period = (long)(1e9 / Math.Max(1, Math.Round(1e9 / _sorted[_count / 2])));
        _periods.Record(period);
        foreach (long gap in _gaps.AsSpan(0, _count))
        {
            long periods = Math.Max(1, (gap + (period / 2)) / period);
            _lateness.Record(Math.Abs(gap - (periods * period)));
            _absent += periods - 1;
            _gapMax = Math.Max(_gapMax, gap);
        }

        _count = 0;
    }

    /// <summary>Starts anew.</summary>
    public void Clear()
    {
        _count = 0;
        _last = _gapMax = _absent = 0;
        _lateness.Clear();
        _periods.Clear();
    }
}

/// <summary>How regular the ticks were, read off the stamps of the reference viewer.</summary>
/// <param name="RateHz">Median rate.</param>
/// <param name="Lateness">By how much the time between two frames differed from a whole number of periods.</param>
/// <param name="GapMaxMs">Longest time between two frames, in milliseconds.</param>
/// <param name="Absent">Periods without a frame: ticks in which nothing moved by more than the threshold, that were skipped,
/// or that were merged because a sender was late.</param>
internal sealed record TickFigures(double RateHz, AgeFigures? Lateness, double GapMaxMs, long Absent);
