namespace Elysia.Tests.Fakes.Clocks;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>.</summary>
/// <param name="now">Returns the current time.</param>
/// <param name="callback">Called when the timer fires.</param>
internal sealed class ManualTimer(Func<long> now, Action callback) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    /// <summary>The time at which it fires next; null for never.</summary>
    public long? Due { get; private set; }

    /// <inheritdoc/>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Due = dueTime == Timeout.InfiniteTimeSpan ? null : now() + dueTime.Ticks;
        _period = period;
        return true;
    }

    /// <summary>Fires the timer, and schedules it again if it is periodic.</summary>
    public void Ring()
    {
        Due = _period <= TimeSpan.Zero ? null : now() + _period.Ticks;
        callback();
    }

    /// <inheritdoc/>
    public void Dispose() => Due = null;

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
