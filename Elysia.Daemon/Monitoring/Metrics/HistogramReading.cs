namespace Elysia.Monitoring.Metrics;

/// <summary>The state of a histogram at one moment.</summary>
/// <param name="Bounds">The upper bounds of the buckets, ascending; the last bucket has none.</param>
/// <param name="Counts">The number of values in each bucket alone; one more entry than bounds.</param>
/// <param name="Sum">The sum of all values.</param>
internal sealed record HistogramReading(IReadOnlyList<double> Bounds, IReadOnlyList<long> Counts, double Sum)
{
    /// <summary>The number of values.</summary>
    public long Count => Counts.Sum();

    /// <summary>Returns the values recorded since an earlier reading of the same histogram.</summary>
    public HistogramReading Since(HistogramReading? earlier) => earlier is null ? this
        : this with { Counts = [.. Counts.Zip(earlier.Counts, (now, then) => now - then)], Sum = Sum - earlier.Sum };

    /// <summary>Returns the value below which a share of the values lies, estimated as Prometheus does: values are
    /// spread evenly within a bucket.</summary>
    /// <param name="share">The share, 0..1.</param>
    /// <returns>The estimate; the last bound if it lies beyond; 0 if there are no values.</returns>
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
