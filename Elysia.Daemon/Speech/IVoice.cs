using Elysia.Speech.LipSync;
using Elysia.Speech.Phonemes;
using Elysia.State;

namespace Elysia.Speech;

/// <summary>What turns a sentence into a mouth that moves and, where there is a voice, into sound.</summary>
internal interface IVoice
{
    /// <summary>Says one sentence, or a short answer of a few.</summary>
    /// <param name="sentence">What is said; any string.</param>
    /// <param name="voice">How it should sound.</param>
    /// <param name="stopping">Cancelled when nobody wants it any more.</param>
    /// <returns>Always a mouth. A voice that fails says so to its counters and gives the mouth alone.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    ValueTask<SpokenSentence> SayAsync(string sentence, VoiceProperties voice, CancellationToken stopping);
}

/// <summary>A sentence as it is said.</summary>
/// <param name="Track">Its phonemes in time.</param>
/// <param name="Clip">The sound; null where there is none.</param>
internal sealed record SpokenSentence(PhonemeTrack Track, SpeechClip? Clip)
{
    /// <summary>The mouth in time, on the clock of the clip; by the phonemes unless given.</summary>
    public VisemeTimeline Visemes { get; init; } = PhonemeToViseme.From(Track);

    /// <summary>How long it takes to say.</summary>
    public TimeSpan Duration => Clip?.Duration ?? TimeSpan.FromSeconds(Visemes[^1].TimeSeconds);
}
