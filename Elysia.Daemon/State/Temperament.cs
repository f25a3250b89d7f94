namespace Elysia.State;

/// <summary>How she moves by nature: how fast a mood shows, where it drifts when nothing happens, whether she breathes and
/// blinks. An argument of the step, never changed while she lives.</summary>
internal sealed record Temperament
{
    /// <summary>Nothing by nature: a mood shows at once and stays, no breath, no blink. The figures of the reference.</summary>
    public static Temperament Still { get; } = new();

    /// <summary>Time until a mood has gone 99 % of its way; none jumps.</summary>
    public TimeSpan Settle { get; init; }

    /// <summary>The mood she drifts to.</summary>
    public MoodDecay Home { get; init; } = MoodDecay.None;

    /// <summary>Whether her lids follow her breath.</summary>
    public bool Breathes { get; init; }

    /// <summary>Whether she blinks.</summary>
    public bool Blinks { get; init; }
}

/// <summary>Where her life begins and how it goes on: all that the tick is told about her at the start.</summary>
/// <param name="Start">The state before the first tick.</param>
/// <param name="Temperament">How she moves by nature.</param>
internal sealed record AvatarSetup(AvatarState Start, Temperament Temperament)
{
    /// <summary>A neutral mood and no movement of its own: the reference's.</summary>
    public static AvatarSetup Still { get; } = new(AvatarState.Initial, Temperament.Still);
}
