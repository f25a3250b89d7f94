namespace Elysia.Tests.Fakes.Clocks;

/// <summary>The system's clock with a wall clock that can be set; timers and durations are not affected.</summary>
internal sealed class SteppedClock : TimeProvider
{
    private long _step;

    /// <inheritdoc/>
    public override long TimestampFrequency => System.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _step));

    /// <inheritdoc/>
    public override long GetTimestamp() => System.GetTimestamp();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime, period);

    /// <summary>Sets the wall clock forward or back.</summary>
    public void Step(TimeSpan by) => Interlocked.Add(ref _step, by.Ticks);
}
