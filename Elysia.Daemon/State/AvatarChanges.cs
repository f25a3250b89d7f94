namespace Elysia.State;

/// <summary>What the engines decided since the last tick: absolute values, the latest of each kind.</summary>
/// <param name="Mood">A new mood, or none.</param>
/// <param name="MouthWidth">A new viseme, 0..1, or none.</param>
public readonly record struct AvatarChanges(Mood? Mood, double? MouthWidth);
