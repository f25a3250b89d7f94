using Elysia.Diagnostics;

namespace Elysia.Voices;

/// <summary>How often a voice was asked, and what came of it. Any thread.</summary>
public sealed class VoiceCounters
{
    private readonly EnumCounters<VoiceOutcome> _counts = new();

    /// <summary>How often this came of it.</summary>
    public long Of(VoiceOutcome outcome) => _counts[outcome];

    /// <summary>Counts one.</summary>
    internal void Count(VoiceOutcome outcome) => _counts.Increment(outcome);
}
