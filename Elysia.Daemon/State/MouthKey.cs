namespace Elysia.State;

/// <summary>One key of a lip-sync timeline.</summary>
/// <param name="TimeSeconds">Since the start of the sentence, ascending.</param>
/// <param name="MouthWidth">How far the mouth is open from this time on, 0..1: protocol 1's <c>mouth_width</c>.</param>
/// <param name="Wide">How far the corners are spread, 0..1.</param>
/// <param name="Round">How far the lips are rounded, 0..1.</param>
public readonly record struct MouthKey(double TimeSeconds, double MouthWidth, double Wide = 0, double Round = 0);
