namespace Elysia.State;

/// <summary>Maps a mood to visible values. Pure: no clock, no state.</summary>
/// <remarks>Source: system.md section 2; tests compare it with the figures recorded from the reference.</remarks>
internal static class MoodToFace
{
    private const double HighArousal = 0.7;
    private const double LowArousal = 0.2;
    private const double DeepSorrow = -0.5;
    private const double Sorrow = -0.3;
    private const double Transcendent = 0.7;

    /// <summary>Returns mouth, lids and brows for a mood; beat and viseme are taken from
    /// <paramref name="current"/>.</summary>
    /// <remarks>Emotion owns the corners of the mouth, the lids and the brows; the heart owns the beat, speech the
    /// viseme.</remarks>
    public static Expression Expression(Mood mood, Expression current) => current with
    {
        MouthCurve = Math.Clamp(mood.Valence, -1, 1),
        EyeOpen = Math.Clamp(0.5 + (0.5 * mood.Arousal), 0.3, 1),
        BrowFurrow = mood.Arousal > HighArousal ? 0.3 : mood.Valence < DeepSorrow ? 0.5 : 0,
    };

    /// <summary>Returns the side of each threshold of the formulas that a mood is on, one bit each: while the result
    /// stays the same, no value jumps.</summary>
    public static int Branches(Mood mood) =>
        (mood.Arousal > HighArousal ? 1 : 0)
        | (mood.Arousal < LowArousal ? 2 : 0)
        | (mood.Valence < Sorrow ? 4 : 0)
        | (mood.Valence < DeepSorrow ? 8 : 0)
        | (Energy(mood) > Transcendent ? 16 : 0);

    /// <summary>Returns the seven spirits for a mood.</summary>
    public static Spirits Spirits(Mood mood)
    {
        (double v, double a, double d) = mood;
        double energy = Energy(mood);
        return new Spirits(
            Fire: Unit(0.1 + (0.4 * a) + (0.4 * Math.Max(v, 0))),
            Water: Unit(0.1 + (0.4 * (1 - a)) + (v < 0 ? 0.3 * Math.Abs(v) : 0)),
            Earth: Unit(0.3 + (0.4 * (1 - Math.Abs(d)))),
            Air: Unit(0.2 + (0.3 * Math.Max(d, 0)) + (0.2 * a)),
            Light: Unit(0.2 + (0.5 * Math.Max(v, 0))),
            Dark: Unit(0.1 + (v < Sorrow ? 0.3 * Math.Abs(v) : 0) + (a < LowArousal ? 0.3 : 0)),
            Aether: Unit(0.1 + (energy > Transcendent ? 0.4 * energy : 0)));
    }

    private static double Energy(Mood mood) => (Math.Abs(mood.Valence) + Math.Abs(mood.Dominance)) / 2;

    private static double Unit(double value) => Math.Clamp(value, 0, 1);
}
