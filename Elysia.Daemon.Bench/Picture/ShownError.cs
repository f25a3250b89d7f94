namespace Elysia.Bench.Picture;

/// <summary>How far a screen of 240 Hz is from the truth at one of its instants, in the field that is furthest.</summary>
/// <param name="Seconds">When.</param>
/// <param name="Samples">Of protocol 1: what was published last, shown at once.</param>
/// <param name="Motions">Of protocol 2, in either form.</param>
internal readonly record struct ShownError(double Seconds, double Samples, double Motions);
