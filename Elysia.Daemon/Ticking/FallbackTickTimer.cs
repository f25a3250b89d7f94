namespace Elysia.Ticking;

/// <summary>Waits with the framework's own timed wait, where clock_nanosleep is missing: up to a millisecond or so late, never
/// early.</summary>
/// <param name="time">The clock of the timestamps.</param>
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
                // Monitor.Wait cuts a time to whole milliseconds, so what is left is rounded up.
                Monitor.Wait(_never, TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)));
            }
        }
    }
}
