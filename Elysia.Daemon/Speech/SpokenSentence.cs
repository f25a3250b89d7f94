using Elysia.Speech.LipSync;
using Elysia.Speech.Phonemes;
using Elysia.State;

namespace Elysia.Speech;

/// <summary>A sentence as it is said.</summary>
/// <param name="Track">Its sounds in time.</param>
/// <param name="Clip">The sound; null where there is none.</param>
public sealed record SpokenSentence(SoundTrack Track, SpeechClip? Clip)
{
    /// <summary>The mouth in time; by the sounds unless given.</summary>
    public IReadOnlyList<MouthKey> LipSync { get; init; } = PhonemeToViseme.From(Track);

    /// <summary>How long it takes to say.</summary>
    public TimeSpan Duration => Clip?.Duration ?? TimeSpan.FromSeconds(LipSync[^1].TimeSeconds);
}
