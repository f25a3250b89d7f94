namespace Elysia.State;

/// <summary>How the mood that shows goes to the mood she feels: critically damped, so it neither jumps nor swings past.</summary>
/// <remarks>Solved in closed form, so that the path is the same at 15 and at 60 ticks a second. Its weights are positive and
/// sum to one: a shown mood never leaves the range of the moods it was sent to, and its greatest speed is 2ω/e.</remarks>
/// <param name="Target">The mood she feels, on its way home; null is the one that shows.</param>
/// <param name="Aim">Where the shown mood is going; follows the target in steps of <see cref="DriftStep"/>.</param>
/// <param name="Velocity">Change of the shown mood, per second.</param>
internal readonly record struct MoodMotion(Mood? Target, Mood? Aim, Mood Velocity)
{
    /// <summary>How far a drifting mood gets ahead before the face goes after it.</summary>
    /// <remarks>0.02: small steps that she takes smoothly. A face that crept by a millionth a tick would cost bytes at every
    /// tick and show nothing.</remarks>
    public const double DriftStep = 0.02;

    // A critically damped way is 99 % gone when (1 + ωt)·e^(-ωt) = 0.01, which is at ωt = 6.638.
    private const double SettledRadians = 6.638;

    // Half of what the wire can express (a millionth): nearer is there.
    private const double There = 5e-7;

    /// <summary>The next moment.</summary>
    /// <param name="shown">The mood that shows.</param>
    /// <param name="felt">A mood she feels from now on; null is none.</param>
    /// <param name="elapsed">Time since the last step.</param>
    /// <param name="temperament">How she moves.</param>
    /// <returns>The motion, and the mood that shows then.</returns>
    public (MoodMotion Motion, Mood Shown) Advance(Mood shown, Mood? felt, TimeSpan elapsed, Temperament temperament)
    {
        Mood target = felt ?? temperament.Home.After(Target ?? shown, elapsed);
        Mood aim = Aim ?? shown;
        if (felt is not null || target == temperament.Home.Home || target.Distance(aim) >= DriftStep)
        {
            aim = target;
        }

        if (temperament.Settle <= TimeSpan.Zero || (Velocity == default && shown == aim))
        {
            return (new MoodMotion(target, aim, default), aim);
        }

        double omega = SettledRadians / temperament.Settle.TotalSeconds;
        double seconds = Heartbeat.Capped(elapsed).TotalSeconds;
        double fade = Math.Exp(-omega * seconds);
        (double v, double vVelocity) = Damp(shown.Valence, Velocity.Valence, aim.Valence, omega, seconds, fade);
        (double a, double aVelocity) = Damp(shown.Arousal, Velocity.Arousal, aim.Arousal, omega, seconds, fade);
        (double d, double dVelocity) = Damp(shown.Dominance, Velocity.Dominance, aim.Dominance, omega, seconds, fade);
        var next = new Mood(v, a, d);
        var velocity = new Mood(vVelocity, aVelocity, dVelocity);
        return next.Distance(aim) < There && velocity.Distance(default) < There * omega
            ? (new MoodMotion(target, aim, default), aim)
            : (new MoodMotion(target, aim, velocity), next.Clamped());
    }

    private static (double Value, double Velocity) Damp(
        double value, double velocity, double aim, double omega, double seconds, double fade)
    {
        double distance = value - aim;
        double push = velocity + (omega * distance);
        return (
            aim + ((distance + (push * seconds)) * fade),
            (velocity - (push * omega * seconds)) * fade);
    }
}
