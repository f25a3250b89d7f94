namespace Elysia.LoadTest.Load;

/// <summary>Counts of what all viewers received; cleared when the measurement begins. Used by the loop's thread
/// only.</summary>
internal sealed class LoadTally
{
    /// <summary>State messages read by any viewer.</summary>
    public long Frames;

    /// <summary>The part of <see cref="Frames"/> that healthy viewers read.</summary>
    public long HealthyFrames;

    /// <summary>Bytes read by any viewer, WebSocket headers included.</summary>
    public long Bytes;

    /// <summary>The part of <see cref="Bytes"/> that healthy viewers read.</summary>
    public long HealthyBytes;

    /// <summary>Answers to chat texts.</summary>
    public long Speeches;

    /// <summary>Chat texts sent.</summary>
    public long Questions;

    /// <summary>Error messages received.</summary>
    public long Errors;

    /// <summary>Messages of any other kind.</summary>
    public long Others;

    /// <summary>The number of times a slow viewer went back to sleep before it was current.</summary>
    public long NotCaughtUp;

    /// <summary>Age of each stamped state when a healthy viewer read it.</summary>
    public Histogram FrameAge { get; } = new();

    /// <summary>The time since a newer state was published, at each display instant of healthy viewers.</summary>
    public Histogram ShownAge { get; } = new();

    /// <summary>The same for slow viewers while they are awake, from their first frame on.</summary>
    public Histogram ShownAgeAwake { get; } = new();

    /// <summary>Age of the first frame that a slow viewer reads after it wakes.</summary>
    public Histogram WakeFirstFrameAge { get; } = new();

    /// <summary>Time from the moment a slow viewer wakes until it shows a state published after that moment.</summary>
    public Histogram WakeCatchUp { get; } = new();

    /// <summary>Time from a chat text to its answer.</summary>
    public Histogram SpeechLatency { get; } = new();

    /// <summary>The time that a readable socket waited for the loop: what the generator adds to every age.</summary>
    public Histogram OwnDelay { get; } = new();

    /// <summary>Clears all counts.</summary>
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
