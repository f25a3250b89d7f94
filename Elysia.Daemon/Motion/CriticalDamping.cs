namespace Elysia.Motion;

/// <summary>A critically damped transition to a target: as fast as possible without overshooting. In closed form, so
/// that it can be evaluated at any time.</summary>
/// <remarks>x(t) = T + (A + B·t)·e^(-t/τ) with A = from - T and B = velocity + A/τ. `elysia-client.js` has the same
/// lines in the same order; shared test vectors require the two to agree to 1e-6.</remarks>
/// <param name="From">The value at the start and before it.</param>
/// <param name="Velocity">The speed at the start, per second.</param>
/// <param name="Target">The value it comes to rest at.</param>
/// <param name="TauSeconds">The time constant, above 0: after 6.6 of them 99 % of the way is covered.</param>
internal readonly record struct CriticalDamping(double From, double Velocity, double Target, double TauSeconds)
{
    /// <summary>Returns the value some seconds after the start.</summary>
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

    /// <summary>Returns the speed some seconds after the start, per second.</summary>
    public double VelocityAt(double seconds)
    {
        double a = From - Target;
        double b = Velocity + (a / TauSeconds);
        double t = Math.Max(0, seconds);
        return (b - ((a + (b * t)) / TauSeconds)) * Math.Exp(-t / TauSeconds);
    }

    /// <summary>Returns the integral from the start to some seconds after it; for a frequency, these are
    /// turns.</summary>
    public double Integral(double seconds)
    {
        double t = Math.Max(0, seconds);
        double a = From - Target;
        double b = Velocity + (a / TauSeconds);
        double fade = Math.Exp(-t / TauSeconds);
        double tail = b * TauSeconds * TauSeconds;
        return (Target * t) + (a * TauSeconds) + tail - (fade * (((a + (b * t)) * TauSeconds) + tail));
    }

    /// <summary>Returns the remaining transition from some seconds after the start.</summary>
    public CriticalDamping After(double seconds) => new(At(seconds), VelocityAt(seconds), Target, TauSeconds);
}
