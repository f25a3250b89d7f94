namespace Elysia.LoadTest.Load;

/// <summary>Measures the ticks by the gaps between the stamps that the reference viewer receives. Used by the loop's
/// thread.</summary>
/// <remarks>The rate adapts, so gaps are evaluated second by second, each against the whole rate nearest to its median
/// gap. In a second in which the rate changes, the change counts as a few milliseconds of lateness.</remarks>
internal sealed class TickGaps
{
    // One second at the maximum rate, with spare capacity for a second that took longer.
    private readonly long[] _gaps = new long[1024];
    private readonly long[] _sorted = new long[1024];
    private readonly Histogram _lateness = new();
    private readonly Histogram _periods = new();
    private int _count;
    private long _last;
    private long _gapMax;
    private long _absent;

    /// <summary>The figures so far; null without a stamp.</summary>
    public TickFigures? Figures => _periods.Count == 0 ? null : new TickFigures(
        Math.Round(1e9 / _periods.Percentile(50), 1), AgeFigures.From(_lateness), _gapMax / 1e6, _absent);

    /// <summary>Adds the stamp of a frame that the reference viewer has read.</summary>
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

    /// <summary>Evaluates the gaps of the second that ends now.</summary>
    public void EndSecond()
    {
        // The median of very few gaps means nothing; they are evaluated with the next second's.
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

    /// <summary>Clears all measurements.</summary>
    public void Clear()
    {
        _count = 0;
        _last = _gapMax = _absent = 0;
        _lateness.Clear();
        _periods.Clear();
    }
}

/// <summary>The regularity of the ticks, derived from the stamps of the reference viewer.</summary>
/// <param name="RateHz">The median rate. Unit: Hz.</param>
/// <param name="Lateness">The difference between the time from one frame to the next and a whole number of
/// periods.</param>
/// <param name="GapMaxMs">The maximum time between two frames. Unit: milliseconds.</param>
/// <param name="Absent">Periods without a frame: ticks in which nothing moved by more than the threshold, that were
/// skipped, or that were merged because a sender was late.</param>
internal sealed record TickFigures(double RateHz, AgeFigures? Lateness, double GapMaxMs, long Absent);
