namespace Elysia.State;

/// <summary>How a sentence should sound. Ranges: pitch and rate 0.5..2, all others 0..1.</summary>
/// <param name="Pitch">Factor on the voice's own pitch.</param>
/// <param name="Rate">Factor on the speed of speech.</param>
/// <param name="Volume">Loudness.</param>
/// <param name="Timbre">The colour in one word: soft, bright, rich, ethereal or balanced.</param>
/// <param name="Warmth">Share of warm colour.</param>
/// <param name="Brightness">Share of bright colour.</param>
/// <param name="Depth">Share of depth.</param>
/// <param name="Clarity">How clearly it is articulated.</param>
internal sealed record VoiceProperties(
    double Pitch, double Rate, double Volume, string Timbre,
    double Warmth, double Brightness, double Depth, double Clarity);
