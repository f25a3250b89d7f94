namespace Elysia.State;

/// <summary>The motion of the mood shown towards the mood she feels: critically damped, so it neither jumps nor
/// overshoots.</summary>
/// <remarks>Solved in closed form, so that the path is the same at 15 and at 60 ticks per second. The weights are
/// positive and sum to one: the mood shown never leaves the range of the moods it was sent to, and its maximum speed is
/// 2ω/e.</remarks>
/// <param name="Target">The mood she feels, including its decay; null means the mood shown.</param>
/// <param name="Aim">The mood that the mood shown is moving to; it follows the target in steps of
/// <see cref="DriftStep"/>.</param>
/// <param name="Velocity">The change of the mood shown, per second.</param>
internal readonly record struct MoodMotion(Mood? Target, Mood? Aim, Mood Velocity)
{
    /// <summary>The distance that a decaying mood gets ahead before the face follows it.</summary>
    /// <remarks>0.02: small steps, each taken smoothly. A face that moved by a millionth per tick would cost bytes at
    /// every tick without a visible change.</remarks>
    public const double DriftStep = 0.02;

    // A critically damped motion has covered 99 % of its way when (1 + ωt)·e^(-ωt) = 0.01, which is at ωt = 6.638.
    private const double SettledRadians = 6.638;

    // Half of what the wire can express (a millionth): a mood nearer than that has arrived.
    private const double There = 5e-7;

    /// <summary>Computes the next step.</summary>
    /// <param name="shown">The mood shown.</param>
    /// <param name="felt">The mood she feels from now on; null when it has not changed.</param>
    /// <param name="elapsed">The time since the last step.</param>
    /// <param name="temperament">Her temperament.</param>
    /// <returns>The motion, and the mood shown after the step.</returns>
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
