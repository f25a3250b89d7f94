namespace Elysia.Speech.Synthesis;

/// <summary>How often a voice was asked, and what came of it. Any thread.</summary>
public sealed class VoiceCounters
{
    private readonly long[] _counts = new long[Enum.GetValues<VoiceOutcome>().Length];

    /// <summary>How often this came of it.</summary>
    public long Of(VoiceOutcome outcome) => Interlocked.Read(ref _counts[(int)outcome]);

    /// <summary>Counts one.</summary>
    internal void Count(VoiceOutcome outcome) => Interlocked.Increment(ref _counts[(int)outcome]);
}
