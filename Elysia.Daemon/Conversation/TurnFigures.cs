using System.Text.Json;
using Elysia.Diagnostics;

namespace Elysia.Conversation;

/// <summary>What the turns of her conversations cost in time, and how they ended. Any thread.</summary>
/// <param name="meter">Where times are recorded; null for nobody.</param>
internal sealed class TurnFigures(DaemonMeter? meter = null)
{
    private static readonly KeyValuePair<string, object?>[] Stages =
    [
        .. Enum.GetValues<TurnStage>().Select(
            s => new KeyValuePair<string, object?>("stage", JsonNamingPolicy.SnakeCaseLower.ConvertName(s.ToString()))),
    ];

    private readonly EnumCounters<TurnOutcome> _outcomes = new();
    private long _running;
    private long _interrupts;

    /// <summary>Turns that are being thought of now.</summary>
    public long Running => Interlocked.Read(ref _running);

    /// <summary>How often an answer was stopped by its asker, while it was thought of or while it still sounded.</summary>
    public long Interrupts => Interlocked.Read(ref _interrupts);

    /// <summary>How many turns ended so.</summary>
    public long Ended(TurnOutcome outcome) => _outcomes[outcome];

    /// <summary>A turn begins.</summary>
    public void Begin() => Interlocked.Increment(ref _running);

    /// <summary>A turn came so far.</summary>
    /// <param name="stage">Where it is.</param>
    /// <param name="since">Time since it began.</param>
    public void Reached(TurnStage stage, TimeSpan since) => meter?.TurnTime.Record(since.TotalSeconds, Stages[(int)stage]);

    /// <summary>A turn ended.</summary>
    public void End(TurnOutcome outcome)
    {
        Interlocked.Decrement(ref _running);
        _outcomes.Increment(outcome);
    }

    /// <summary>An answer was stopped by its asker.</summary>
    public void Interrupted() => Interlocked.Increment(ref _interrupts);
}

/// <summary>How a turn ended.</summary>
internal enum TurnOutcome
{
    /// <summary>Everything was said.</summary>
    Said,

    /// <summary>The asker interrupted her.</summary>
    Interrupted,

    /// <summary>The asker left.</summary>
    Left,

    /// <summary>The responder failed; she said so.</summary>
    Failed,
}

/// <summary>Moments of a turn whose distance from its beginning is measured.</summary>
internal enum TurnStage
{
    /// <summary>The responder gave its first piece.</summary>
    FirstToken,

    /// <summary>The first sentence was whole.</summary>
    FirstSentence,

    /// <summary>The first sentence, with its sound where she has a voice, was on its way.</summary>
    FirstAudio,

    /// <summary>The last sentence was on its way.</summary>
    Whole,
}
