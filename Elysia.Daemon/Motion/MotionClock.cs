namespace Elysia.Motion;

/// <summary>Server time in protocol 2: microseconds since the start of the daemon, on its monotonic clock.</summary>
/// <param name="frequency">Clock ticks per second (<see cref="TimeProvider.TimestampFrequency"/>).</param>
/// <param name="origin">The time of server time 0.</param>
internal sealed class MotionClock(long frequency, long origin)
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>Creates a clock that starts now.</summary>
    public MotionClock(TimeProvider time)
        : this(time.TimestampFrequency, time.GetTimestamp())
    {
    }

    /// <summary>Converts a time on the monotonic clock to server time; a time before the origin gives 0.</summary>
    public long UsOf(long timestamp) => Math.Max(0, (long)((Int128)(timestamp - origin) * MicrosecondsPerSecond / frequency));
}
