namespace Elysia.Diagnostics;

/// <summary>Measures the latency of chat messages by stage. Safe to use from any thread.</summary>
/// <param name="meter">The meter that records the latencies.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class ChatLatency(DaemonMeter meter, TimeProvider time)
{
    /// <summary>The current timestamp of the monotonic clock.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>Records the time from the arrival of a message until its turn.</summary>
    public void Waited(long since) => Record("waiting", since);

    /// <summary>Records the time until an answer was generated.</summary>
    public void Thought(long since) => Record("thinking", since);

    /// <summary>Records the time from the arrival of a message until the answer was in the send queue of the viewer
    /// that asked.</summary>
    public void Answered(long since) => Record("total", since);

    private void Record(string stage, long since)
    {
        // 0 is a message without a timestamp, which only tests create.
        if (since != 0)
        {
            meter.ChatLatency.Record(
                time.GetElapsedTime(since).TotalSeconds, new KeyValuePair<string, object?>("stage", stage));
        }
    }
}
