namespace Elysia.Channels;

/// <summary>The time at which any client last sent a message, which the adaptive tick rate depends on. Written by
/// receive loops, read by the tick thread.</summary>
/// <param name="time">The daemon's clock.</param>
internal sealed class ClientActivity(TimeProvider time)
{
    private const long Never = long.MinValue;

    private long _lastMessage = Never;

    /// <summary>The time since the last message of any client; the maximum time span when there was none.</summary>
    public TimeSpan SinceLastMessage
    {
        get
        {
            long last = Interlocked.Read(ref _lastMessage);
            return last == Never ? TimeSpan.MaxValue : time.GetElapsedTime(last);
        }
    }

    /// <summary>Notes that a client has just sent a valid message.</summary>
    public void Touch() => Interlocked.Exchange(ref _lastMessage, time.GetTimestamp());
}
