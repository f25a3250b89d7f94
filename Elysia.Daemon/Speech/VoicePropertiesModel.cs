using Elysia.State;

namespace Elysia.Speech;

/// <summary>Maps a mood to the properties of the voice, as the contract defines it. Pure and stateless; any
/// thread.</summary>
/// <remarks>Source: system.md section 4; every row of the oracle's mood_to_face figures is a test. The terms are added
/// in the order of that page, because a threshold that is met exactly depends on the last bit of a sum.</remarks>
internal static class VoicePropertiesModel
{
    /// <summary>The minimum of pitch and rate, as a factor.</summary>
    public const double FactorMin = 0.5;

    /// <summary>The maximum of pitch and rate, as a factor.</summary>
    public const double FactorMax = 2;

    private const double TimbreAbove = 0.7;
    private const double EtherealWeightAbove = 0.8;
    private const double EtherealOpennessBelow = 0.3;
    private const double LivelyAbove = 0.3;
    private const double LoudEnergyAbove = 0.5;
    private const double OpennessMiddle = 0.5;

    /// <summary>Returns the voice for a mood. A mood out of range, even NaN, still gives a voice in range.</summary>
    public static VoiceProperties From(Mood mood)
    {
        double tone = mood.Valence;
        double openness = (0.6 * mood.Dominance) + (0.4 * (1 - mood.Arousal));
        double energy = (2 * mood.Arousal) - 1;
        double weight = Math.Abs(mood.Dominance);

        double warmth = Unit(0.5 - (0.3 * tone) - (0.2 * energy));
        double brightness = Unit(0.5 + (0.3 * tone) + (0.2 * energy));
        double depth = Unit((0.6 * weight) + (openness < OpennessMiddle ? 0.4 * (1 - openness) : 0.2));
        return new VoiceProperties(
            Pitch(tone, openness, energy),
            Rate(tone, openness, energy),
            Volume: Unit(0.6 + (0.3 * weight) + (energy > LoudEnergyAbove ? 0.1 : 0)),
            Timbre(warmth, brightness, depth, openness, weight),
            warmth,
            brightness,
            depth,
            Clarity: Unit(0.5 + (openness > 0 ? 0.3 * openness : 0.1) + (0.2 * Math.Abs(tone))));
    }

    private static double Pitch(double tone, double openness, double energy) => Factor(
        1.2 + (0.3 * tone)
        + (openness <= OpennessMiddle ? 0.1 * (OpennessMiddle - openness) : 0)
        + (energy > 0 ? 0.1 * energy : 0.05 * energy));

    private static double Rate(double tone, double openness, double energy) => Factor(
        1 + (tone > LivelyAbove ? 0.3 * tone : tone < -LivelyAbove ? 0.2 * tone : 0)
        + (openness > OpennessMiddle ? 0.2 * (openness - OpennessMiddle) : 0)
        + (0.15 * energy));

    // The contract lists "ethereal", but it cannot be reached: a weight above 0.8 with an openness below 0.3 has a
    // depth of at least 0.76, which is "rich" already. It stays so that this list matches the contract.
    private static string Timbre(double warmth, double brightness, double depth, double openness, double weight) =>
        warmth > TimbreAbove ? "soft"
        : brightness > TimbreAbove ? "bright"
        : depth > TimbreAbove ? "rich"
        : weight > EtherealWeightAbove && Math.Abs(openness) < EtherealOpennessBelow ? "ethereal"
        : "balanced";

    private static double Factor(double value) => Clamp(value, FactorMin, FactorMax);

    private static double Unit(double value) => Clamp(value, 0, 1);

    // NaN has no nearest value in range; it becomes the minimum, as in Field.Clamp.
    private static double Clamp(double value, double min, double max) =>
        double.IsNaN(value) ? min : Math.Clamp(value, min, max);
}
