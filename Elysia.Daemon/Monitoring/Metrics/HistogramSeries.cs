namespace Elysia.Monitoring.Metrics;

/// <summary>Counts the values of one histogram with one set of labels. Any thread; recording allocates nothing.</summary>
/// <param name="bounds">Upper bounds of the buckets, rising.</param>
internal sealed class HistogramSeries(IReadOnlyList<double> bounds)
{
    private readonly Lock _lock = new();
    private readonly double[] _bounds = [.. bounds];
    private readonly long[] _counts = new long[bounds.Count + 1];
    private double _sum;

    /// <summary>Takes a value in.</summary>
    public void Record(double value)
    {
        // A bound belongs to its bucket (le: less or equal).
        int at = Array.BinarySearch(_bounds, value);
        lock (_lock)
        {
            _counts[at >= 0 ? at : ~at]++;
            _sum += value;
        }
    }

    /// <summary>The histogram now.</summary>
    public HistogramReading Read()
    {
        lock (_lock)
        {
            return new HistogramReading(_bounds, [.. _counts], _sum);
        }
    }
}
