using Elysia.Diagnostics;

namespace Elysia.Speech.Synthesis;

/// <summary>How often a voice was asked, and what came of it. Any thread.</summary>
internal sealed class VoiceCounters
{
    private readonly EnumCounters<VoiceOutcome> _counts = new();

    /// <summary>How often this came of it.</summary>
    public long Of(VoiceOutcome outcome) => _counts[outcome];

    /// <summary>Counts one.</summary>
    internal void Count(VoiceOutcome outcome) => _counts.Increment(outcome);
}

/// <summary>What came of asking a voice for a sentence.</summary>
internal enum VoiceOutcome
{
    /// <summary>It was said.</summary>
    Said,

    /// <summary>Too many sentences wait already.</summary>
    Busy,

    /// <summary>No answer in time.</summary>
    TimedOut,

    /// <summary>The other side refused or could not be reached.</summary>
    Refused,

    /// <summary>More sound than a clip may have.</summary>
    TooLong,

    /// <summary>What came is no sound that is understood.</summary>
    NotSound,
}
