namespace Elysia.State;

/// <summary>Her heart: a phase that runs faster the more she is aroused.</summary>
/// <remarks>Source: system.md section 2, held by the oracle's beat figures.</remarks>
/// <param name="PhaseRadians">Where in the beat she is, 0..2π.</param>
internal readonly record struct Heartbeat(double PhaseRadians)
{
    /// <summary>The longest time one step may take; a longer gap is a stall, and a stalled heart does not race to catch
    /// up.</summary>
    public static TimeSpan MaxStep { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What a viewer sees of the phase, 0..1: 1 at the start of a beat, 0 in its middle.</summary>
    public double Beat => Math.Abs((PhaseRadians % Math.Tau / Math.Tau * 2) - 1);

    /// <summary>Beats per second at an arousal of 0..1: 1 Hz at rest to 2.5 Hz in excitement.</summary>
    public static double FrequencyHz(double arousal) => 1 + (1.5 * arousal);

    /// <summary>The heart after some time at one arousal.</summary>
    /// <param name="arousal">0..1.</param>
    /// <param name="elapsed">Time since the last step; capped at <see cref="MaxStep"/>, a negative one counts as none.</param>
    public Heartbeat Advance(double arousal, TimeSpan elapsed)
    {
        // Kept within one turn, so that the phase stays precise however long she lives.
        return new Heartbeat((PhaseRadians + (Capped(elapsed).TotalSeconds * FrequencyHz(arousal) * Math.Tau)) % Math.Tau);
    }

    /// <summary>The part of an elapsed time that her body lives through: none to <see cref="MaxStep"/>.</summary>
    public static TimeSpan Capped(TimeSpan elapsed) =>
        elapsed > MaxStep ? MaxStep : elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed;
}
