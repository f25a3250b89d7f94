namespace Elysia.State;

/// <summary>The properties of the voice for a sentence. Ranges: pitch and rate 0.5..2, all others 0..1.</summary>
/// <param name="Pitch">Factor on the voice's own pitch.</param>
/// <param name="Rate">Factor on the speed of speech.</param>
/// <param name="Volume">Loudness.</param>
/// <param name="Timbre">The timbre in one word: soft, bright, rich, ethereal or balanced.</param>
/// <param name="Warmth">The share of warm timbre.</param>
/// <param name="Brightness">The share of bright timbre.</param>
/// <param name="Depth">The share of depth.</param>
/// <param name="Clarity">The clarity of articulation.</param>
internal sealed record VoiceProperties(
    double Pitch, double Rate, double Volume, string Timbre,
    double Warmth, double Brightness, double Depth, double Clarity);
