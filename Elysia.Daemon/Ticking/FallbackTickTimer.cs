namespace Elysia.Ticking;

/// <summary>Waits with a timed wait of .NET, where clock_nanosleep is missing: up to about a millisecond late, never
/// early.</summary>
/// <param name="time">The clock that the timestamps are from.</param>
internal sealed class FallbackTickTimer(TimeProvider time) : ITickTimer
{
    private readonly object _never = new();

    /// <inheritdoc/>
    public void WaitUntil(long timestamp)
    {
        TimeSpan left;
        while ((left = time.GetElapsedTime(time.GetTimestamp(), timestamp)) > TimeSpan.Zero)
        {
            lock (_never)
            {
                // Monitor.Wait truncates a time to whole milliseconds, so the remaining time is rounded up.
                Monitor.Wait(_never, TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
            }
        }
    }
}
