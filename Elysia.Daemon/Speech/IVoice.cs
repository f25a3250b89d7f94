using Elysia.Speech.LipSync;
using Elysia.Speech.Phonemes;
using Elysia.State;

namespace Elysia.Speech;

/// <summary>Turns a sentence into mouth movement and, if a voice is configured, sound.</summary>
internal interface IVoice
{
    /// <summary>Synthesises one sentence, or a short answer of a few sentences.</summary>
    /// <param name="sentence">The text to say; any string.</param>
    /// <param name="voice">The properties of the voice: pitch, rate, volume and timbre.</param>
    /// <param name="stopping">Cancelled when nobody needs the result any more.</param>
    /// <returns>A sentence that always has mouth movement. If the voice fails, the failure is counted and the clip is
    /// null.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="stopping"/> was cancelled.</exception>
    ValueTask<SpokenSentence> SayAsync(string sentence, VoiceProperties voice, CancellationToken stopping);
}

/// <summary>A synthesised sentence.</summary>
/// <param name="Track">The phonemes of the sentence with their times.</param>
/// <param name="Clip">The sound, or null if there is none.</param>
internal sealed record SpokenSentence(PhonemeTrack Track, SpeechClip? Clip)
{
    /// <summary>The mouth movement, on the clock of the clip; computed from <see cref="Track"/> unless it is
    /// set.</summary>
    public VisemeTimeline Visemes { get; init; } = PhonemeToViseme.From(Track);

    /// <summary>The time it takes to say the sentence.</summary>
    public TimeSpan Duration => Clip?.Duration ?? TimeSpan.FromSeconds(Visemes[^1].TimeSeconds);
}
