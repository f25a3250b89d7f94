namespace Elysia.Motion;

/// <summary>A critically damped way to a target: as fast as can be without swinging past. Closed form, so any moment of it can be
/// asked for.</summary>
/// <remarks>x(t) = T + (A + B·t)·e^(-t/τ) with A = from - T and B = velocity + A/τ. `elysia-client.js` has the same lines
/// in the same order, held to 1e-6 by shared vectors.</remarks>
/// <param name="From">Where it is at the start; it rests there before.</param>
/// <param name="Velocity">How fast it moves at the start, per second.</param>
/// <param name="Target">Where it comes to rest.</param>
/// <param name="TauSeconds">Time constant, above 0: after 6.6 of them 99 % of the way is gone.</param>
internal readonly record struct CriticalDamping(double From, double Velocity, double Target, double TauSeconds)
{
    /// <summary>The value some seconds after the start.</summary>
    public double At(double seconds)
    {
        if (seconds <= 0)
        {
            return From;
        }

        double a = From - Target;
        double b = Velocity + (a / TauSeconds);
        return Target + ((a + (b * seconds)) * Math.Exp(-seconds / TauSeconds));
    }

    /// <summary>The speed some seconds after the start, per second.</summary>
    public double VelocityAt(double seconds)
    {
        double a = From - Target;
        double b = Velocity + (a / TauSeconds);
        double t = Math.Max(0, seconds);
        return (b - ((a + (b * t)) / TauSeconds)) * Math.Exp(-t / TauSeconds);
    }

    /// <summary>The area under the way up to some seconds after the start: turns, where it is a frequency.</summary>
    public double Integral(double seconds)
    {
        double t = Math.Max(0, seconds);
        double a = From - Target;
        double b = Velocity + (a / TauSeconds);
        double fade = Math.Exp(-t / TauSeconds);
        double tail = b * TauSeconds * TauSeconds;
        return (Target * t) + (a * TauSeconds) + tail - (fade * (((a + (b * t)) * TauSeconds) + tail));
    }

    /// <summary>The rest of the way, seen from some seconds after the start.</summary>
    public CriticalDamping After(double seconds) => new(At(seconds), VelocityAt(seconds), Target, TauSeconds);
}
