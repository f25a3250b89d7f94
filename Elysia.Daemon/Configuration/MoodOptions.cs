using System.Globalization;
using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: how her mood lives.</summary>
internal static class MoodOptions
{
    /// <summary>The shortest time until a mood shows, other than at once.</summary>
    /// <remarks>350 ms: the fastest swing of a critically damped mood from end to end then moves the corners of the mouth by
    /// 0.233 in 1/60 s, and no value of the face may move by more than 0.25 in that time.</remarks>
    private const int SettleMinMs = 350;

    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        new("ELYSIA_MOOD_SETTLE", null, $"0, or a whole number of milliseconds from {SettleMinMs} to 10000",
            "Time until a new mood shows in full; she gets there smoothly. 0 shows it at once, as the reference does. "
            + "From 350 on no value of the face moves by more than 0.25 in 1/60 s.",
            false, o => Text(o.Mood.Settle.TotalMilliseconds),
            (o, v) => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out int ms)
                && ms is 0 or >= SettleMinMs and <= 10_000
                ? o with { Mood = o.Mood with { Settle = TimeSpan.FromMilliseconds(ms) } } : null),
        Number("ELYSIA_MOOD_HOME", null, 0, 86_400, "Seconds in which an unstirred mood goes half of its way home to "
            + "ELYSIA_TEMPERAMENT; 0 lets moods stay for ever.",
            o => (int)o.Mood.HomeHalfLife.TotalSeconds,
            (o, v) => o with { Mood = o.Mood with { HomeHalfLife = TimeSpan.FromSeconds(v) } }),
        new("ELYSIA_TEMPERAMENT", null, "valence,arousal,dominance from -1,0,-1 to 1,1,1",
            "The mood she wakes up in and drifts home to. The default is the reference's neutral.",
            false, o => Text(o.Mood.Temperament), (o, v) => Temperament(v) is { } home
                ? o with { Mood = o.Mood with { Temperament = home } } : null),
        Choice("ELYSIA_BREATH", null, ["on", "off"], "Lids that sink a little between two breaths. Costs about "
            + "20 bytes a second for each viewer.",
            o => OnOff(o.Mood.Breath), (o, v) => o with { Mood = o.Mood with { Breath = v == "on" } }),
        Choice("ELYSIA_BLINK", null, ["on", "off"], "Blinks, every four seconds or so. Costs about 30 bytes a second "
            + "for each viewer.",
            o => OnOff(o.Mood.Blink), (o, v) => o with { Mood = o.Mood with { Blink = v == "on" } }),
        Number("ELYSIA_SEED", null, 0, int.MaxValue, "Which blinks she has: the same seed blinks at the same moments.",
            o => o.Mood.Seed, (o, v) => o with { Mood = o.Mood with { Seed = v } }),
    ];

    private static string OnOff(bool isOn) => isOn ? "on" : "off";

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Text((double Valence, double Arousal, double Dominance) mood) =>
        $"{Text(mood.Valence)},{Text(mood.Arousal)},{Text(mood.Dominance)}";

    private static (double Valence, double Arousal, double Dominance)? Temperament(string text)
    {
        string[] parts = text.Split(',');
        return parts.Length == 3
            && IsNumber(parts[0], out double v) && v is >= -1 and <= 1
            && IsNumber(parts[1], out double a) && a is >= 0 and <= 1
            && IsNumber(parts[2], out double d) && d is >= -1 and <= 1 ? (v, a, d) : null;
    }
}

/// <summary>How her mood lives; what each means stands in <see cref="MoodOptions"/>.</summary>
public sealed record MoodSettings
{
    /// <summary>Nothing moves by itself and moods show at once, as in the reference.</summary>
    public static MoodSettings Still { get; } =
        new() { Settle = TimeSpan.Zero, HomeHalfLife = TimeSpan.Zero, Breath = false, Blink = false };

    /// <summary>ELYSIA_MOOD_SETTLE: time until a mood shows in full; none is at once.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>ELYSIA_MOOD_HOME: half-life of the way home; none is never.</summary>
    public TimeSpan HomeHalfLife { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>ELYSIA_TEMPERAMENT: valence, arousal and dominance of home.</summary>
    public (double Valence, double Arousal, double Dominance) Temperament { get; init; } = (0, 0.2, 0);

    /// <summary>ELYSIA_BREATH: whether her lids follow her breath.</summary>
    public bool Breath { get; init; } = true;

    /// <summary>ELYSIA_BLINK: whether she blinks.</summary>
    public bool Blink { get; init; } = true;

    /// <summary>ELYSIA_SEED: which blinks she has.</summary>
    public int Seed { get; init; } = 1;
}
