namespace Elysia.Tests.Fakes.Clocks;

/// <summary>A timer of a <see cref="ManualTimeProvider"/>.</summary>
/// <param name="now">The clock.</param>
/// <param name="callback">What it is for.</param>
internal sealed class ManualTimer(Func<long> now, Action callback) : ITimer
{
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    /// <summary>When it rings next; null for never.</summary>
    public long? Due { get; private set; }

    /// <inheritdoc/>
    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        Due = dueTime == Timeout.InfiniteTimeSpan ? null : now() + dueTime.Ticks;
        _period = period;
        return true;
    }

    /// <summary>Rings, and waits for the next time if it is one that comes again.</summary>
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
