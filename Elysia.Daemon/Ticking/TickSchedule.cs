namespace Elysia.Ticking;

/// <summary>Computes when ticks are due: an absolute schedule in integers, so that rounding errors do not add up over
/// the years.</summary>
/// <remarks>Tick thread only. Unit of time: ticks of the daemon's monotonic clock.</remarks>
/// <param name="frequency">Clock ticks per second (<see cref="TimeProvider.TimestampFrequency"/>).</param>
/// <param name="start">The time of tick 0.</param>
internal sealed class TickSchedule(long frequency, long start)
{
    private long _anchor = start;
    private long _count;
    private int _rateHz;

    /// <summary>The number of ticks that were due and never run, because the previous step took too long.</summary>
    public long Skipped { get; private set; }

    /// <summary>The time at which the next tick is due.</summary>
    public long Due { get; private set; } = start;

    /// <summary>Advances to the tick after the one just run.</summary>
    /// <param name="now">The current time. A tick that is already past is skipped and counted, never made up for in a
    /// burst.</param>
    /// <param name="rateHz">The rate from now on, at least 1.</param>
    public void Advance(long now, int rateHz)
    {
        if (rateHz != _rateHz)
        {
            _anchor = Due;
            _count = 0;
            _rateHz = rateHz;
        }

        _count++;
        long due = DueAt(_count);
        if (due <= now)
        {
            long missed = ((now - due) / (frequency / rateHz)) + 1;
            Skipped += missed;
            _count += missed;
            due = DueAt(_count);
        }

        Due = due;
    }

    private long DueAt(long count) => _anchor + (long)((Int128)count * frequency / _rateHz);
}
