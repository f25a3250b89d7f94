namespace Elysia.Motion;

/// <summary>Server time as protocol 2 tells it: microseconds since the daemon woke up, on its monotonic clock.</summary>
/// <param name="frequency">Clock ticks per second (<see cref="TimeProvider.TimestampFrequency"/>).</param>
/// <param name="origin">The moment of time 0.</param>
internal sealed class MotionClock(long frequency, long origin)
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>A clock that begins now.</summary>
    public MotionClock(TimeProvider time)
        : this(time.TimestampFrequency, time.GetTimestamp())
    {
    }

    /// <summary>The server time of a moment on the monotonic clock; 0 for one before the beginning.</summary>
    public long UsOf(long timestamp) => Math.Max(0, (long)((Int128)(timestamp - origin) * MicrosecondsPerSecond / frequency));
}
