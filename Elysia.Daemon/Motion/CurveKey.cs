namespace Elysia.Motion;

/// <summary>One key of a <see cref="CurveMotion"/>.</summary>
/// <param name="AfterMs">Milliseconds since the key before, at least 1; 0 for the first.</param>
/// <param name="Micros">The value here, in millionths.</param>
/// <param name="SlopeMicros">How fast it moves here, in millionths per second.</param>
public readonly record struct CurveKey(int AfterMs, int Micros, int SlopeMicros);
