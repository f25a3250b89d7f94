namespace Elysia.State;

/// <summary>Her breath: slow, somewhat faster the more she is aroused, visible on the lids.</summary>
/// <param name="PhaseRadians">The phase of the breath, 0..2π; 0 is full.</param>
internal readonly record struct Breath(double PhaseRadians)
{
    /// <summary>The share of their opening by which the lids sink between two breaths.</summary>
    /// <remarks>0.04: two or three steps of the wire's threshold; enough to look alive, too little to look like a
    /// movement.</remarks>
    public const double Depth = 0.04;

    private const double RestHz = 0.2;
    private const double ExcitedHz = 0.45;

    /// <summary>The factor on the opening of the lids, 1 - <see cref="Depth"/> to 1.</summary>
    public double Lids => 1 - (Depth * (1 - Math.Cos(PhaseRadians)) / 2);

    /// <summary>Returns the breath after some time: 12 breaths a minute at no arousal to 27 at full arousal.</summary>
    public Breath Advance(double arousal, TimeSpan elapsed) => new(
        (PhaseRadians + (Heartbeat.Capped(elapsed).TotalSeconds * (RestHz + ((ExcitedHz - RestHz) * arousal)) * Math.Tau))
            % Math.Tau);
}
