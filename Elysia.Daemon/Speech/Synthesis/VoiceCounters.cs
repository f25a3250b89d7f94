using Elysia.Diagnostics;

namespace Elysia.Speech.Synthesis;

/// <summary>Counts the requests to a voice by outcome. Any thread.</summary>
internal sealed class VoiceCounters
{
    private readonly EnumCounters<VoiceOutcome> _counts = new();

    /// <summary>Returns the number of requests that had this outcome.</summary>
    public long Of(VoiceOutcome outcome) => _counts[outcome];

    /// <summary>Counts one request.</summary>
    internal void Count(VoiceOutcome outcome) => _counts.Increment(outcome);
}

/// <summary>The outcome of a request to a voice.</summary>
internal enum VoiceOutcome
{
    /// <summary>The sentence was synthesised.</summary>
    Said,

    /// <summary>Too many sentences are waiting.</summary>
    Busy,

    /// <summary>The voice did not answer in time.</summary>
    TimedOut,

    /// <summary>The service refused the request or could not be reached.</summary>
    Refused,

    /// <summary>The sound is longer than the maximum of a clip.</summary>
    TooLong,

    /// <summary>The response is not a sound in a supported format.</summary>
    NotSound,
}
