namespace Elysia.Tests.Fakes.Clocks;

/// <summary>A clock that stands still until a test advances it.</summary>
/// <remarks>Its timestamps run at seven times the usual frequency, so that code that takes them for ticks
/// fails.</remarks>
internal sealed class ManualTimeProvider : TimeProvider
{
    private const long Multiple = 7;
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly DateTimeOffset Epoch = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private long _now;
    private long _step;

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond * Multiple;

    /// <inheritdoc/>
    public override long GetTimestamp() => Interlocked.Read(ref _now) * Multiple;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() =>
        Epoch + TimeSpan.FromTicks(Interlocked.Read(ref _now) + Interlocked.Read(ref _step));

    /// <summary>Sets only the wall clock, like an operator or a time server.</summary>
    public void StepWallClock(TimeSpan by) => Interlocked.Add(ref _step, by.Ticks);

    /// <summary>The number of pending timers. A test that advances the clock first waits for a timer.</summary>
    public int Timers
    {
        get
        {
            lock (_lock)
            {
                return _timers.Count(t => t.Due is not null);
            }
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => Interlocked.Read(ref _now), () => callback(state));
        timer.Change(dueTime, period);
        lock (_lock)
        {
            _timers.Add(timer);
        }

        return timer;
    }

    /// <summary>Advances the clock and fires each timer that became due, once.</summary>
    public void Advance(TimeSpan by)
    {
        long now = Interlocked.Add(ref _now, by.Ticks);
        ManualTimer[] due;
        lock (_lock)
        {
            due = [.. _timers.Where(t => t.Due <= now)];
        }

        foreach (ManualTimer timer in due)
        {
            timer.Ring();
        }
    }
}
