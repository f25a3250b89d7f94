using System.Globalization;
using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: how her mood changes by itself.</summary>
internal static class MoodOptions
{
    /// <summary>The shortest transition to a new mood other than an immediate one.</summary>
    /// <remarks>350 ms: the fastest transition of a critically damped mood from one extreme to the other then moves the
    /// corners of the mouth by 0.233 in 1/60 s, and no value of the face may change by more than 0.25 in that
    /// time.</remarks>
    private const int SettleMinMs = 350;

    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        new("ELYSIA_MOOD_SETTLE", null, $"0, or a whole number from {SettleMinMs} to 10000",
            "Time until a new mood shows in full. 0 shows it at once, as the reference did. From 350 ms on, no value of the face "
            + "changes by more than 0.25 in 1/60 s.",
            false, o => Text(o.Mood.Settle.TotalMilliseconds),
            (o, v) => int.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out int ms)
                && ms is 0 or >= SettleMinMs and <= 10_000
                ? o with { Mood = o.Mood with { Settle = TimeSpan.FromMilliseconds(ms) } } : null) { Unit = "milliseconds" },
        Number("ELYSIA_MOOD_HOME", null, 0, 86_400, "seconds", "Half-life of a mood: time in which it returns halfway to "
            + "ELYSIA_TEMPERAMENT when nothing changes it. 0 keeps moods for ever.",
            o => (int)o.Mood.HomeHalfLife.TotalSeconds,
            (o, v) => o with { Mood = o.Mood with { HomeHalfLife = TimeSpan.FromSeconds(v) } }),
        new("ELYSIA_TEMPERAMENT", null, "valence,arousal,dominance from -1,0,-1 to 1,1,1",
            "The mood she starts in and returns to. The default is the neutral mood of the reference.",
            false, o => Text(o.Mood.Temperament), (o, v) => Temperament(v) is { } home
                ? o with { Mood = o.Mood with { Temperament = home } } : null),
        Choice("ELYSIA_BREATH", null, ["on", "off"], "Whether her eyelids move with her breath. Costs about 20 bytes per "
            + "second and viewer.",
            o => OnOff(o.Mood.Breath), (o, v) => o with { Mood = o.Mood with { Breath = v == "on" } }),
        Choice("ELYSIA_BLINK", null, ["on", "off"], "Whether she blinks, about every four seconds. Costs about 30 bytes per "
            + "second and viewer.",
            o => OnOff(o.Mood.Blink), (o, v) => o with { Mood = o.Mood with { Blink = v == "on" } }),
        Number("ELYSIA_SEED", null, 0, int.MaxValue, null,
            "Seed of the moments at which she blinks; the same seed gives the same moments.",
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

/// <summary>The settings of her mood; their meaning is defined in <see cref="MoodOptions"/>.</summary>
internal sealed record MoodSettings
{
    /// <summary>No change by itself, and immediate moods, as in the reference.</summary>
    public static MoodSettings Still { get; } =
        new() { Settle = TimeSpan.Zero, HomeHalfLife = TimeSpan.Zero, Breath = false, Blink = false };

    /// <summary>ELYSIA_MOOD_SETTLE: the time until a mood shows in full; zero shows it at once.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>ELYSIA_MOOD_HOME: the half-life of the return to the temperament; zero disables it.</summary>
    public TimeSpan HomeHalfLife { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>ELYSIA_TEMPERAMENT: valence, arousal and dominance of the mood she returns to.</summary>
    public (double Valence, double Arousal, double Dominance) Temperament { get; init; } = (0, 0.2, 0);

    /// <summary>ELYSIA_BREATH: whether her eyelids move with her breath.</summary>
    public bool Breath { get; init; } = true;

    /// <summary>ELYSIA_BLINK: whether she blinks.</summary>
    public bool Blink { get; init; } = true;

    /// <summary>ELYSIA_SEED: the seed of the moments at which she blinks.</summary>
    public int Seed { get; init; } = 1;
}
