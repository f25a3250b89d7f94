using Elysia.Diagnostics;

namespace Elysia.Engines;

/// <summary>What the turns of her conversations cost in time, and how they ended. Any thread.</summary>
public sealed class TurnFigures
{
    private readonly long[] _outcomes = new long[Enum.GetValues<TurnOutcome>().Length];
    private long _running;

    /// <summary>From the text until the responder gave its first piece.</summary>
    public DurationHistogram FirstToken { get; } = new();

    /// <summary>From the text until the first sentence was whole.</summary>
    public DurationHistogram FirstSentence { get; } = new();

    /// <summary>From the text until the first sentence, with its sound where she has a voice, was on its way.</summary>
    public DurationHistogram FirstAudio { get; } = new();

    /// <summary>From the text until the last sentence was on its way.</summary>
    public DurationHistogram Whole { get; } = new();

    /// <summary>Turns that are being thought of now.</summary>
    public long Running => Interlocked.Read(ref _running);

    /// <summary>How many turns ended so.</summary>
    public long Ended(TurnOutcome outcome) => Interlocked.Read(ref _outcomes[(int)outcome]);

    /// <summary>A turn begins.</summary>
    public void Begin() => Interlocked.Increment(ref _running);

    /// <summary>A turn ended.</summary>
    public void End(TurnOutcome outcome)
    {
        Interlocked.Decrement(ref _running);
        Interlocked.Increment(ref _outcomes[(int)outcome]);
    }

    /// <summary>What was said in full was interrupted while it sounded.</summary>
    public void InterruptedAfterwards()
    {
        Interlocked.Decrement(ref _outcomes[(int)TurnOutcome.Said]);
        Interlocked.Increment(ref _outcomes[(int)TurnOutcome.Interrupted]);
    }
}
