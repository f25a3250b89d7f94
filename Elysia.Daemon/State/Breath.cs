namespace Elysia.State;

/// <summary>Her breath: slow, a little faster when she is aroused, seen on the lids.</summary>
/// <param name="PhaseRadians">Where in the breath she is, 0..2π; 0 is full.</param>
internal readonly record struct Breath(double PhaseRadians)
{
    /// <summary>How far the lids sink between two breaths, as a share of how open they are.</summary>
    /// <remarks>0.04: two or three steps of the wire's threshold; seen as life, not as movement.</remarks>
    public const double Depth = 0.04;

    private const double RestHz = 0.2;
    private const double ExcitedHz = 0.45;

    /// <summary>The share of their opening that the lids keep, 1 - <see cref="Depth"/> to 1.</summary>
    public double Lids => 1 - (Depth * (1 - Math.Cos(PhaseRadians)) / 2);

    /// <summary>The breath after some time: 12 a minute at no arousal to 27 at full.</summary>
    public Breath Advance(double arousal, TimeSpan elapsed) => new(
        (PhaseRadians + (Heartbeat.Capped(elapsed).TotalSeconds * (RestHz + ((ExcitedHz - RestHz) * arousal)) * Math.Tau))
            % Math.Tau);
}
