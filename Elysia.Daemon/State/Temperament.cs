namespace Elysia.State;

/// <summary>How she moves by nature: how fast a mood shows, where it drifts when nothing happens, whether she breathes and
/// blinks. An argument of the step, never changed while she lives.</summary>
public sealed record Temperament
{
    /// <summary>The shortest <see cref="Settle"/> but none.</summary>
    /// <remarks>350 ms: the fastest swing of a critically damped mood from end to end then moves the corners of the mouth by
    /// 0.233 in 1/60 s, and no value of the face may move by more than 0.25 in that time.</remarks>
    public static TimeSpan SettleMin { get; } = TimeSpan.FromMilliseconds(350);

    /// <summary>Nothing by nature: a mood shows at once and stays, no breath, no blink. The figures of the reference.</summary>
    public static Temperament Still { get; } = new();

    /// <summary>Time until a mood has gone 99 % of its way; none jumps.</summary>
    /// <remarks>None, or at least <see cref="SettleMin"/>.</remarks>
    public TimeSpan Settle { get; init; }

    /// <summary>The mood she drifts to.</summary>
    public Drift Home { get; init; } = Drift.None;

    /// <summary>Whether her lids follow her breath.</summary>
    public bool Breathes { get; init; }

    /// <summary>Whether she blinks.</summary>
    public bool Blinks { get; init; }
}
