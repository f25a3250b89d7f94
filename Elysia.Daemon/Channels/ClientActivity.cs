namespace Elysia.Channels;

/// <summary>When any client last said something; the adaptive rate reads it. Written by receive loops, read by the
/// tick.</summary>
/// <param name="time">The daemon's clock.</param>
internal sealed class ClientActivity(TimeProvider time)
{
    private const long Never = long.MinValue;

    private long _lastMessage = Never;

    /// <summary>Time since the last message of any client; for ever when there was none.</summary>
    public TimeSpan SinceLastMessage
    {
        get
        {
            long last = Interlocked.Read(ref _lastMessage);
            return last == Never ? TimeSpan.MaxValue : time.GetElapsedTime(last);
        }
    }

    /// <summary>A client said something valid just now.</summary>
    public void Touch() => Interlocked.Exchange(ref _lastMessage, time.GetTimestamp());
}
