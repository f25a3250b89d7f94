namespace Elysia.State;

/// <summary>The pure step: state, changes and elapsed time in, state out. No clock, no channel, no socket.</summary>
/// <remarks>Every layer owns its channel: emotion the corners of the mouth, the brows and how open the lids are, breath and
/// blink what they take of that, the heart the beat, speech the viseme.</remarks>
public static class AvatarSimulation
{
    /// <summary>How fast a value may move whose formula jumps: brows, dark and aether.</summary>
    /// <remarks>Unit: 1/s. 2: brows take a quarter of a second for their longest way, and where that ends is within a hundredth
    /// of what protocol 2 foresees, which looks every 5 ms.</remarks>
    private const double EasePerSecond = 2;

    /// <summary>Her state after <paramref name="elapsed"/> without a temperament: moods show at once.</summary>
    public static AvatarState Step(in AvatarState state, in AvatarChanges changes, TimeSpan elapsed) =>
        Step(state, changes, elapsed, Temperament.Still);

    /// <summary>Her state after <paramref name="elapsed"/> with the <paramref name="changes"/> taken in.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="changes">What the engines decided since.</param>
    /// <param name="elapsed">Measured time since the last step; see <see cref="Heartbeat.MaxStep"/> for the cap.</param>
    /// <param name="temperament">How she moves by nature.</param>
    public static AvatarState Step(
        in AvatarState state, in AvatarChanges changes, TimeSpan elapsed, Temperament temperament)
    {
        (MoodMotion motion, Mood mood) = state.Motion.Advance(state.Mood, changes.Mood?.Clamped(), elapsed, temperament);
        Heartbeat heart = state.Heart.Advance(mood.Arousal, elapsed);
        Breath breath = temperament.Breathes ? state.Breath.Advance(mood.Arousal, elapsed) : default;
        Blink blink = temperament.Blinks ? state.Blink.Advance(elapsed) : state.Blink with { Seconds = -1 };
        Expression felt = MoodToFace.Expression(mood, state.Expression);
        Spirits spirits = MoodToFace.Spirits(mood);

        double ease = temperament.Settle <= TimeSpan.Zero ? 1 : EasePerSecond * Heartbeat.Capped(elapsed).TotalSeconds;
        return new AvatarState(
            mood,
            heart,
            felt with
            {
                BrowFurrow = Ease(state.Expression.BrowFurrow, felt.BrowFurrow, ease),
                EyeOpen = felt.EyeOpen * breath.Lids * blink.Lids,
                Beat = heart.Beat,
                MouthWidth = Field.Clamp(FieldId.MouthWidth, changes.MouthWidth ?? state.Expression.MouthWidth),
            },
            spirits with
            {
                Dark = Ease(state.Spirits.Dark, spirits.Dark, ease),
                Aether = Ease(state.Spirits.Aether, spirits.Aether, ease),
            })
        {
            Motion = motion,
            Breath = breath,
            Blink = blink,
        };
    }

    private static double Ease(double from, double to, double most) => Math.Abs(to - from) <= most
        ? to
        : from + Math.CopySign(most, to - from);
}
