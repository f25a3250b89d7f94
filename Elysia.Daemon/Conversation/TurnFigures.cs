using System.Text.Json;
using Elysia.Diagnostics;

namespace Elysia.Conversation;

/// <summary>The durations and outcomes of the turns of her conversations. Any thread.</summary>
/// <param name="meter">Records durations; null to record none.</param>
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

    /// <summary>The number of turns that are running.</summary>
    public long Running => Interlocked.Read(ref _running);

    /// <summary>The number of answers that clients stopped, while they were generated or while they still
    /// played.</summary>
    public long Interrupts => Interlocked.Read(ref _interrupts);

    /// <summary>Returns the number of turns with this outcome.</summary>
    public long Ended(TurnOutcome outcome) => _outcomes[outcome];

    /// <summary>Records that a turn started.</summary>
    public void Begin() => Interlocked.Increment(ref _running);

    /// <summary>Records that a turn reached a stage.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="since">The time since the turn started.</param>
    public void Reached(TurnStage stage, TimeSpan since) => meter?.TurnTime.Record(since.TotalSeconds, Stages[(int)stage]);

    /// <summary>Records that a turn ended.</summary>
    public void End(TurnOutcome outcome)
    {
        Interlocked.Decrement(ref _running);
        _outcomes.Increment(outcome);
    }

    /// <summary>Records that a client stopped an answer.</summary>
    public void Interrupted() => Interlocked.Increment(ref _interrupts);
}

/// <summary>The outcome of a turn.</summary>
internal enum TurnOutcome
{
    /// <summary>The whole answer was said.</summary>
    Said,

    /// <summary>The client interrupted her.</summary>
    Interrupted,

    /// <summary>The client left.</summary>
    Left,

    /// <summary>The responder failed, and she said so.</summary>
    Failed,
}

/// <summary>A stage of a turn whose time since the start is measured.</summary>
internal enum TurnStage
{
    /// <summary>The responder gave its first piece.</summary>
    FirstToken,

    /// <summary>The first sentence was complete.</summary>
    FirstSentence,

    /// <summary>The first sentence was sent, with its sound if she has a voice.</summary>
    FirstAudio,

    /// <summary>The last sentence was sent.</summary>
    Whole,
}
