namespace Elysia.LoadTest.Load;

/// <summary>What all viewers together received; started anew when the measurement begins. The loop's thread only.</summary>
internal sealed class LoadTally
{
    /// <summary>State messages read by any viewer.</summary>
    public long Frames;

    /// <summary>Of those, read by healthy viewers.</summary>
    public long HealthyFrames;

    /// <summary>Bytes read by any viewer, WebSocket headers included.</summary>
    public long Bytes;

    /// <summary>Of those, read by healthy viewers.</summary>
    public long HealthyBytes;

    /// <summary>Answers to questions.</summary>
    public long Speeches;

    /// <summary>Questions asked.</summary>
    public long Questions;

    /// <summary>Refusals received.</summary>
    public long Errors;

    /// <summary>Messages of any other kind.</summary>
    public long Others;

    /// <summary>Slow viewers that went back to sleep before they were current.</summary>
    public long NotCaughtUp;

    /// <summary>Age of each stamped state when a healthy viewer read it.</summary>
    public Histogram FrameAge { get; } = new();

    /// <summary>How long the state shown had been overtaken, at each display instant of healthy viewers.</summary>
    public Histogram ShownAge { get; } = new();

    /// <summary>The same for slow viewers while they are awake, from their first frame on.</summary>
    public Histogram ShownAgeAwake { get; } = new();

    /// <summary>Age of the first frame a slow viewer reads after waking.</summary>
    public Histogram WakeFirstFrameAge { get; } = new();

    /// <summary>From waking until a state published after the waking is shown.</summary>
    public Histogram WakeCatchUp { get; } = new();

    /// <summary>From a question to its answer.</summary>
    public Histogram SpeechLatency { get; } = new();

    /// <summary>How long a socket that was ready waited for the loop to come to it: what the generator adds to every
    /// age.</summary>
    public Histogram OwnDelay { get; } = new();

    /// <summary>Starts anew.</summary>
    public void Clear()
    {
        Frames = HealthyFrames = Bytes = HealthyBytes = Speeches = Questions = Errors = Others = NotCaughtUp = 0;
        foreach (Histogram histogram in (Histogram[])
            [FrameAge, ShownAge, ShownAgeAwake, WakeFirstFrameAge, WakeCatchUp, SpeechLatency, OwnDelay])
        {
            histogram.Clear();
        }
    }
}
