namespace Elysia.Speech.Synthesis;

/// <summary>What came of asking a voice for a sentence.</summary>
public enum VoiceOutcome
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
