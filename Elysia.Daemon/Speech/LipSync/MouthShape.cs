namespace Elysia.Speech.LipSync;

/// <summary>How a mouth stands at a moment.</summary>
/// <param name="Open">How far it is open, 0 closed to 1; protocol 1's <c>mouth_width</c>.</param>
/// <param name="Wide">How far the corners are spread, 0 at rest to 1 as in "see".</param>
/// <param name="Round">How far the lips are rounded, 0 at rest to 1 as in "who".</param>
internal readonly record struct MouthShape(double Open, double Wide, double Round)
{
    /// <summary>Lips together.</summary>
    public static MouthShape Closed { get; }
}
