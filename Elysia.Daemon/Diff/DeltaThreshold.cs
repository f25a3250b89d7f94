namespace Elysia.Diff;

/// <summary>The maximum difference between what a viewer shows and the true state, and the rounding of numbers that
/// follows from it.</summary>
internal sealed class DeltaThreshold
{
    /// <summary>Creates a threshold.</summary>
    /// <param name="value">Range 0.0001..0.5. Default 0.01, the reference's.</param>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range; the configuration refuses it
    /// earlier.</exception>
    public DeltaThreshold(double value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 0.0001);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 0.5);
        Value = value;

        // The largest power of ten that is at most a tenth of the threshold: 0.01 sends three decimals. Finer rounding
        // costs bytes for a difference that is not visible; coarser rounding would use up the threshold.
        Quantum = 1;
        while (Quantum * 100 <= FixedPoint.FromDouble(value))
        {
            Quantum *= 10;
        }
    }

    /// <summary>A field is published when it differs from its published value by more than this.</summary>
    public double Value { get; }

    /// <summary>A moving value is published as a multiple of this many millionths.</summary>
    public int Quantum { get; }
}
