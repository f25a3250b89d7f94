namespace Elysia.Diff;

/// <summary>How far a viewer's picture may be from the truth, and how finely numbers are rounded because of it.</summary>
internal sealed class DeltaThreshold
{
    /// <summary>A threshold.</summary>
    /// <param name="value">Range 0.0001..0.5. Default 0.01, the reference's.</param>
    /// <exception cref="ArgumentOutOfRangeException">Out of range; the configuration refused it before.</exception>
    public DeltaThreshold(double value)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 0.0001);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 0.5);
        Value = value;

        // The largest power of ten that is at most a tenth of the threshold: 0.01 sends three decimals. Finer costs bytes
        // nobody sees; coarser would spend the threshold on rounding.
        Quantum = 1;
        while (Quantum * 100 <= FixedPoint.FromDouble(value))
        {
            Quantum *= 10;
        }
    }

    /// <summary>A field is published when it left its published value by more than this.</summary>
    public double Value { get; }

    /// <summary>A moving value is published as a multiple of so many millionths.</summary>
    public int Quantum { get; }
}
