namespace Elysia.State;

/// <summary>One key of a lip-sync timeline.</summary>
/// <param name="TimeSeconds">Since the start of the sentence, ascending.</param>
/// <param name="MouthWidth">The viseme from this time on, 0..1.</param>
public readonly record struct MouthKey(double TimeSeconds, double MouthWidth);
