namespace Elysia.State;

/// <summary>Her temperament: the speed at which a mood shows, the mood she returns to, and whether she breathes and
/// blinks. A parameter of the simulation that never changes while the daemon runs.</summary>
internal sealed record Temperament
{
    /// <summary>No motion of her own: a mood shows at once and stays, no breath, no blink. The behaviour of the
    /// reference.</summary>
    public static Temperament Still { get; } = new();

    /// <summary>The time in which the mood shown covers 99 % of its way; with zero it jumps.</summary>
    public TimeSpan Settle { get; init; }

    /// <summary>The decay towards the mood of her temperament.</summary>
    public MoodDecay Home { get; init; } = MoodDecay.None;

    /// <summary>Whether her lids follow her breath.</summary>
    public bool Breathes { get; init; }

    /// <summary>Whether she blinks.</summary>
    public bool Blinks { get; init; }
}

/// <summary>The initial state and the temperament, with which the tick starts.</summary>
/// <param name="Start">The state before the first tick.</param>
/// <param name="Temperament">Her temperament.</param>
internal sealed record AvatarSetup(AvatarState Start, Temperament Temperament)
{
    /// <summary>A neutral mood and no motion of her own, as in the reference.</summary>
    public static AvatarSetup Still { get; } = new(AvatarState.Initial, Temperament.Still);
}
