namespace Elysia.Ticking;

/// <summary>When ticks are due: an absolute schedule in whole numbers, so that no rounding adds up over the years.</summary>
/// <remarks>Tick thread only. Unit of time: ticks of the daemon's monotonic clock.</remarks>
/// <param name="frequency">Clock ticks per second (<see cref="TimeProvider.TimestampFrequency"/>).</param>
/// <param name="start">The moment of tick 0.</param>
internal sealed class TickSchedule(long frequency, long start)
{
    private long _anchor = start;
    private long _count;
    private int _rateHz;

    /// <summary>Ticks that were due and never taken, because a step came too late.</summary>
    public long Skipped { get; private set; }

    /// <summary>The moment the next tick is due.</summary>
    public long Due { get; private set; } = start;

    /// <summary>Moves on to the tick after the one just taken.</summary>
    /// <param name="now">The present. A tick that is already past is skipped and counted, never made up for in a burst.</param>
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
