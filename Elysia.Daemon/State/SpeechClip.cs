namespace Elysia.State;

/// <summary>Where the sound of a sentence can be fetched for a while.</summary>
/// <param name="Path">The path on this server, as "/speech/5f….wav".</param>
/// <param name="Duration">How long it plays.</param>
public sealed record SpeechClip(string Path, TimeSpan Duration);
