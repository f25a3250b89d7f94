namespace Elysia.Monitoring.Metrics;

/// <summary>A histogram at a moment.</summary>
/// <param name="Bounds">Upper bounds of the buckets, rising; the last bucket has none.</param>
/// <param name="Counts">Values in each bucket alone; one more than bounds.</param>
/// <param name="Sum">Sum of all values.</param>
internal sealed record HistogramReading(IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts, double Sum)
{
    /// <summary>How many values.</summary>
    public long Count => Counts.Sum();

    /// <summary>What came since an earlier reading of the same histogram.</summary>
    public HistogramReading Since(HistogramReading? earlier) => earlier is null ? this
        : this with { Counts = [.. Counts.Zip(earlier.Counts, (now, then) => now - then)], Sum = Sum - earlier.Sum };

    /// <summary>The value below which a share of the values lies, as Prometheus estimates it: evenly spread within a
    /// bucket.</summary>
    /// <param name="share">0..1.</param>
    /// <returns>The estimate; the last bound when it lies beyond; 0 without values.</returns>
    public double Quantile(double share)
    {
        double rank = share * Count;
        double below = 0;
        for (int i = 0; i < Bounds.Count; i++)
        {
            if (Counts[i] > 0 && below + Counts[i] >= rank)
            {
                double lower = i == 0 ? 0 : Bounds[i - 1];
                return lower + ((Bounds[i] - lower) * Math.Max(0, rank - below) / Counts[i]);
            }

            below += Counts[i];
        }

        return Count == 0 ? 0 : Bounds[^1];
    }
}
