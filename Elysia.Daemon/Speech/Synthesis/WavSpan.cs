namespace Elysia.Speech.Synthesis;

/// <summary>Where in a clip the voice is.</summary>
/// <param name="DurationSeconds">How long the clip plays.</param>
/// <param name="VoiceFromSeconds">Where it begins to sound.</param>
/// <param name="VoiceToSeconds">Where it ends to sound.</param>
internal readonly record struct WavSpan(double DurationSeconds, double VoiceFromSeconds, double VoiceToSeconds);
