using Elysia.State;

namespace Elysia.Engines;

/// <summary>A sentence as it is said.</summary>
/// <param name="LipSync">The mouth in time, as <see cref="Engines.LipSync"/> makes it.</param>
/// <param name="Clip">The sound; null where there is none.</param>
public sealed record SpokenSentence(IReadOnlyList<MouthKey> LipSync, SpeechClip? Clip)
{
    /// <summary>How long it takes to say.</summary>
    public TimeSpan Duration => Clip?.Duration ?? TimeSpan.FromSeconds(LipSync[^1].TimeSeconds);
}
