namespace Elysia.State;

/// <summary>A mood in the PAD model of emotion (pleasure, arousal, dominance).</summary>
/// <remarks>A plain value: it accepts any number. Code that computes a mood must clamp it, see
/// <see cref="Clamped"/>.</remarks>
/// <param name="Valence">From sad to glad. Range -1..1. Default 0.</param>
/// <param name="Arousal">From sleepy to excited. Range 0..1. Default 0.2.</param>
/// <param name="Dominance">From yielding to in control. Range -1..1. Default 0.</param>
internal readonly record struct Mood(double Valence, double Arousal, double Dominance)
{
    /// <summary>The mood she wakes up in.</summary>
    public static Mood Neutral { get; } = new(0, 0.2, 0);

    /// <summary>Returns the mood with every component brought into its range; a component that is NaN becomes
    /// neutral.</summary>
    /// <remarks>NaN has no nearest value, and a NaN arousal would stop her heart permanently, because its phase is
    /// carried from step to step.</remarks>
    public Mood Clamped() => new(
        Within(Valence, -1, 1, Neutral.Valence),
        Within(Arousal, 0, 1, Neutral.Arousal),
        Within(Dominance, -1, 1, Neutral.Dominance));

    /// <summary>Returns the mood moved towards <paramref name="other"/> in a straight line: m(1-i) + o·i,
    /// clamped.</summary>
    /// <param name="other">The mood to move towards.</param>
    /// <param name="intensity">The share of the way, 0 (stay) to 1 (arrive).</param>
    public Mood Toward(Mood other, double intensity) =>
        new Mood(
            Mix(Valence, other.Valence, intensity),
            Mix(Arousal, other.Arousal, intensity),
            Mix(Dominance, other.Dominance, intensity)).Clamped();

    /// <summary>Returns the greatest difference in any component.</summary>
    public double Distance(Mood other) => Math.Max(
        Math.Abs(Valence - other.Valence),
        Math.Max(Math.Abs(Arousal - other.Arousal), Math.Abs(Dominance - other.Dominance)));

    private static double Within(double value, double min, double max, double neutral) =>
        double.IsNaN(value) ? neutral : Math.Clamp(value, min, max);

    private static double Mix(double from, double to, double share) => (from * (1 - share)) + (to * share);
}
