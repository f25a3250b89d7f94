namespace Elysia.Channels;

/// <summary>When any client last said something; the adaptive rate reads it. Written by receive loops, read by the tick.</summary>
/// <param name="time">The daemon's clock.</param>
public sealed class ClientActivity(TimeProvider time)
{
    private long _lastMessage = time.GetTimestamp();

    /// <summary>Time since the last message of any client; since the start when there was none.</summary>
    public TimeSpan SinceLastMessage => time.GetElapsedTime(Interlocked.Read(ref _lastMessage));

    /// <summary>A client said something valid just now.</summary>
    public void Touch() => Interlocked.Exchange(ref _lastMessage, time.GetTimestamp());
}
