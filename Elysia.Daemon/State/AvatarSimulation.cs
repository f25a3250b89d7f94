namespace Elysia.State;

/// <summary>The pure step: state, changes and elapsed time in, state out. No clock, no channel, no socket.</summary>
public static class AvatarSimulation
{
    /// <summary>Her state after <paramref name="elapsed"/> with the <paramref name="changes"/> taken in.</summary>
    /// <param name="state">The state before.</param>
    /// <param name="changes">What the engines decided since.</param>
    /// <param name="elapsed">Measured time since the last step; see <see cref="Heartbeat.MaxStep"/> for the cap.</param>
    public static AvatarState Step(in AvatarState state, in AvatarChanges changes, TimeSpan elapsed)
    {
        Mood mood = changes.Mood?.Clamped() ?? state.Mood;
        Heartbeat heart = state.Heart.Advance(mood.Arousal, elapsed);
        Expression expression = MoodToFace.Expression(mood, state.Expression) with
        {
            Beat = heart.Beat,
            MouthWidth = Field.Clamp(FieldId.MouthWidth, changes.MouthWidth ?? state.Expression.MouthWidth),
        };
        return new AvatarState(mood, heart, expression, MoodToFace.Spirits(mood));
    }
}
