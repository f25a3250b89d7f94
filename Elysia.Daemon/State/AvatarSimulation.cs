namespace Elysia.State;

/// <summary>Computes one step of the simulation, purely: state, changes and elapsed time in, state out. No clock, no
/// channel, no socket.</summary>
/// <remarks>Each layer owns its own values: emotion owns the corners of the mouth, the brows and the opening of the
/// lids; breath and blink scale the lids; the heart owns the beat, speech the viseme.</remarks>
internal static class AvatarSimulation
{
    /// <summary>The maximum speed of the values whose formulas jump: brows, dark and aether.</summary>
    /// <remarks>Unit: 1/s. 1.25: the brows take 400 ms for their longest way, as long as a mood takes to settle; and
    /// where a value turns round it stays within the hundredth that protocol 2 promises, which checks every 2
    /// ms.</remarks>
    private const double EasePerSecond = 1.25;

    // This divides a step of 100 ms down to 25 µs, in which a value moves by less than a hundred millionths, the unit
    // of the wire.
    private const int CrossingHalvings = 12;

    // There are five thresholds, and a settling mood crosses none of them twice in one step.
    private const int CrossingsMax = 5;

    /// <summary>Returns her state after <paramref name="elapsed"/> without a temperament: moods show at once.</summary>
    public static AvatarState Step(in AvatarState state, in AvatarChanges changes, TimeSpan elapsed) =>
        Step(state, changes, elapsed, Temperament.Still);

    /// <summary>Returns her state after <paramref name="elapsed"/> with the <paramref name="changes"/>
    /// applied.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="changes">The decisions of the engines since the last step.</param>
    /// <param name="elapsed">The measured time since the last step; see <see cref="Heartbeat.MaxStep"/> for the
    /// cap.</param>
    /// <param name="temperament">Her temperament.</param>
    public static AvatarState Step(
        in AvatarState state, in AvatarChanges changes, TimeSpan elapsed, Temperament temperament)
    {
        (MoodMotion motion, Mood mood) = state.Motion.Advance(state.Mood, changes.Mood?.Clamped(), elapsed, temperament);
        Heartbeat heart = state.Heart.Advance(mood.Arousal, elapsed);
        Breath breath = temperament.Breathes ? state.Breath.Advance(mood.Arousal, elapsed) : default;
        Blink blink = temperament.Blinks ? state.Blink.Advance(elapsed) : state.Blink with { Seconds = -1 };
        Expression felt = MoodToFace.Expression(mood, state.Expression);
        Spirits spirits = MoodToFace.Spirits(mood);

        (Expression brows, Spirits shades) = temperament.Settle <= TimeSpan.Zero
            ? (felt, spirits)
            : Ease(state, changes.Mood?.Clamped(), mood, elapsed, temperament);
        return new AvatarState(
            mood,
            heart,
            felt with
            {
                BrowFurrow = brows.BrowFurrow,
                EyeOpen = felt.EyeOpen * breath.Lids * blink.Lids,
                Beat = heart.Beat,
                MouthWidth = Field.Clamp(FieldId.MouthWidth, changes.MouthWidth ?? state.Expression.MouthWidth),
            },
            spirits with
            {
                Dark = shades.Dark,
                Aether = shades.Aether,
            })
        {
            Motion = motion,
            Breath = breath,
            Blink = blink,
        };
    }

    // Where the mood crosses a threshold of the formulas within the step, values move towards one side until then and
    // towards the other side from then on, so that large and small steps give the same path. A mood may cross several
    // thresholds.
    private static (Expression Brows, Spirits Shades) Ease(
        in AvatarState state, Mood? told, Mood mood, TimeSpan elapsed, Temperament temperament)
    {
        TimeSpan whole = Heartbeat.Capped(elapsed);
        (Expression brows, Spirits shades) = (state.Expression, state.Spirits);
        TimeSpan done = TimeSpan.Zero;
        int side = MoodToFace.Branches(state.Mood);
        for (int crossings = 0; crossings < CrossingsMax && side != MoodToFace.Branches(mood); crossings++)
        {
            (TimeSpan low, TimeSpan high) = (done, whole);
            for (int i = 0; i < CrossingHalvings; i++)
            {
                TimeSpan middle = (low + high) / 2;
                (low, high) = MoodToFace.Branches(At(state, told, middle, temperament)) == side ? (middle, high) : (low, middle);
            }

            (brows, shades) = Ease(brows, shades, At(state, told, low, temperament), low - done);
            (done, side) = (low, MoodToFace.Branches(At(state, told, high, temperament)));
        }

        return Ease(brows, shades, mood, whole - done);
    }

    // The mood shown after a part of a step.
    private static Mood At(in AvatarState state, Mood? told, TimeSpan part, Temperament temperament) =>
        state.Motion.Advance(state.Mood, told, part, temperament).Shown;

    private static (Expression Brows, Spirits Shades) Ease(Expression face, Spirits spirits, Mood mood, TimeSpan time)
    {
        double most = EasePerSecond * time.TotalSeconds;
        Spirits aim = MoodToFace.Spirits(mood);
        return (
            face with { BrowFurrow = Ease(face.BrowFurrow, MoodToFace.Expression(mood, face).BrowFurrow, most) },
            spirits with
            {
                Dark = Ease(spirits.Dark, aim.Dark, most),
                Aether = Ease(spirits.Aether, aim.Aether, most),
            });
    }

    private static double Ease(double from, double to, double most) => Math.Abs(to - from) <= most
        ? to
        : from + Math.CopySign(most, to - from);
}

/// <summary>The decisions of the engines since the last tick: absolute values, the latest of each kind.</summary>
/// <param name="Mood">A new mood, or null.</param>
/// <param name="MouthWidth">A new viseme, 0..1, or null.</param>
internal readonly record struct AvatarChanges(Mood? Mood, double? MouthWidth);
