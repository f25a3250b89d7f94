namespace Elysia.Monitoring.Metrics;

/// <summary>Counts the values of one histogram with one set of labels. Safe to use from any thread; recording allocates
/// nothing.</summary>
/// <param name="bounds">The upper bounds of the buckets, ascending.</param>
internal sealed class HistogramSeries(IReadOnlyList<double> bounds)
{
    private readonly Lock _lock = new();
    private readonly double[] _bounds = [.. bounds];
    private readonly long[] _counts = new long[bounds.Count + 1];
    private double _sum;

    /// <summary>Records a value.</summary>
    public void Record(double value)
    {
        // A value that equals a bound belongs to its bucket (le: less or equal).
        int at = Array.BinarySearch(_bounds, value);
        lock (_lock)
        {
            _counts[at >= 0 ? at : ~at]++;
            _sum += value;
        }
    }

    /// <summary>Returns the present state of the histogram.</summary>
    public HistogramReading Read()
    {
        lock (_lock)
        {
            return new HistogramReading(_bounds, [.. _counts], _sum);
        }
    }
}
