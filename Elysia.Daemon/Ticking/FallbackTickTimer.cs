namespace Elysia.Ticking;

/// <summary>Waits with the framework's own timed wait, where clock_nanosleep is missing: a millisecond or so less
/// exact.</summary>
/// <param name="time">The clock of the timestamps.</param>
public sealed class FallbackTickTimer(TimeProvider time) : ITickTimer
{
    private readonly object _never = new();

    /// <inheritdoc/>
    public void WaitUntil(long timestamp)
    {
        TimeSpan left = time.GetElapsedTime(time.GetTimestamp(), timestamp);
        if (left > TimeSpan.Zero)
        {
            lock (_never)
            {
                Monitor.Wait(_never, left);
            }
        }
    }
}
