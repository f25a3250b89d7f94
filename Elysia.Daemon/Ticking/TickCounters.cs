namespace Elysia.Ticking;

/// <summary>The counters of the tick thread. Written by that thread alone, read by any.</summary>
internal sealed class TickCounters
{
    private long _ticks;
    private long _skipped;
    private long _rateHz;
    private long _latenessMax;
    private long _lastAt;

    /// <summary>The number of ticks run since the start.</summary>
    public long Ticks => Interlocked.Read(ref _ticks);

    /// <summary>The number of ticks that were due and never run.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>Ticks per second at present.</summary>
    public int RateHz => (int)Interlocked.Read(ref _rateHz);

    /// <summary>The maximum delay of the start of a tick after its due time.</summary>
    public TimeSpan LatenessMax => new(Interlocked.Read(ref _latenessMax));

    /// <summary>The time at which the last tick was run, on the monotonic clock; 0 before the first.</summary>
    public long LastAt => Interlocked.Read(ref _lastAt);

    internal void Record(long tick, long skipped, int rateHz, TimeSpan lateness, long at)
    {
        Interlocked.Exchange(ref _lastAt, at);
        Interlocked.Exchange(ref _skipped, skipped);
        Interlocked.Exchange(ref _rateHz, rateHz);
        if (lateness.Ticks > _latenessMax)
        {
            Interlocked.Exchange(ref _latenessMax, lateness.Ticks);
        }

        Interlocked.Exchange(ref _ticks, tick);
    }
}
