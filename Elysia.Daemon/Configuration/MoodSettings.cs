namespace Elysia.Configuration;

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
