namespace Elysia.State;

/// <summary>The pure step: state, changes and elapsed time in, state out. No clock, no channel, no socket.</summary>
/// <remarks>Every layer owns its channel: emotion the corners of the mouth, the brows and how open the lids are, breath and
/// blink what they take of that, the heart the beat, speech the viseme.</remarks>
internal static class AvatarSimulation
{
    /// <summary>How fast a value may move whose formula jumps: brows, dark and aether.</summary>
    /// <remarks>Unit: 1/s. 1.25: brows take 400 ms for their longest way, as long as a mood takes to settle; and where one turns
    /// round it stays within the hundredth that protocol 2 promises, which looks every 2 ms.</remarks>
    private const double EasePerSecond = 1.25;

    // A step of 100 ms is then parted to 25 µs, in which a value moves by less than the wire can express a hundred times.
    private const int CrossingHalvings = 12;

    // There are five thresholds, and a mood that settles passes none twice in a step.
    private const int CrossingsMax = 5;

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

    // Where the mood crosses a threshold of the formulas within the step, values go to the one side until then and to the
    // other from then on: so that the same way comes of it in large steps and in small ones. It may cross several.
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

    // The mood that shows after a part of a step.
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

/// <summary>What the engines decided since the last tick: absolute values, the latest of each kind.</summary>
/// <param name="Mood">A new mood, or none.</param>
/// <param name="MouthWidth">A new viseme, 0..1, or none.</param>
internal readonly record struct AvatarChanges(Mood? Mood, double? MouthWidth);
