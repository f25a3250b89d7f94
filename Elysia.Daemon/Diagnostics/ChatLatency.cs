namespace Elysia.Diagnostics;

/// <summary>Measures chat messages by stage. Any thread.</summary>
/// <param name="meter">Where it is recorded.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class ChatLatency(DaemonMeter meter, TimeProvider time)
{
    /// <summary>Now, on the monotonic clock.</summary>
    public long Now => time.GetTimestamp();

    /// <summary>From its arrival until it was its turn.</summary>
    public void Waited(long since) => Record("waiting", since);

    /// <summary>Until an answer was thought of.</summary>
    public void Thought(long since) => Record("thinking", since);

    /// <summary>From its arrival until the answer was with the asker's send queue.</summary>
    public void Answered(long since) => Record("total", since);

    private void Record(string stage, long since)
    {
        // A message made without a clock, as tests do.
        if (since != 0)
        {
            meter.ChatLatency.Record(
                time.GetElapsedTime(since).TotalSeconds, new KeyValuePair<string, object?>("stage", stage));
        }
    }
}
