namespace Elysia.State;

/// <summary>Her heart: a phase that advances faster the more she is aroused.</summary>
/// <remarks>Source: system.md section 2, checked against the beat figures of the oracle.</remarks>
/// <param name="PhaseRadians">The phase of the beat, 0..2π.</param>
internal readonly record struct Heartbeat(double PhaseRadians)
{
    /// <summary>The maximum time of one step; a longer gap is a stall, and after a stall the heart does not catch
    /// up.</summary>
    public static TimeSpan MaxStep { get; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The phase as a viewer sees it, 0..1: 1 at the start of a beat, 0 in its middle.</summary>
    public double Beat => Math.Abs((PhaseRadians % Math.Tau / Math.Tau * 2) - 1);

    /// <summary>Returns the beats per second at an arousal of 0..1: 1 Hz at rest to 2.5 Hz in excitement.</summary>
    public static double FrequencyHz(double arousal) => 1 + (1.5 * arousal);

    /// <summary>Returns the heart after some time at constant arousal.</summary>
    /// <param name="arousal">0..1.</param>
    /// <param name="elapsed">The time since the last step; capped at <see cref="MaxStep"/>, a negative one counts as
    /// zero.</param>
    public Heartbeat Advance(double arousal, TimeSpan elapsed)
    {
        // Kept within one turn, so that the phase stays precise over any length of time.
        return new Heartbeat((PhaseRadians + (Capped(elapsed).TotalSeconds * FrequencyHz(arousal) * Math.Tau)) % Math.Tau);
    }

    /// <summary>Returns the part of an elapsed time that is simulated: zero to <see cref="MaxStep"/>.</summary>
    public static TimeSpan Capped(TimeSpan elapsed) =>
        elapsed > MaxStep ? MaxStep : elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed;
}
