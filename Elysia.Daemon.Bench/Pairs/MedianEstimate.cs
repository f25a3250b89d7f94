namespace Elysia.Bench.Pairs;

/// <summary>The median of a sample, with an interval for the median of the population.</summary>
/// <remarks>The interval is distribution-free: its ends are the k-th smallest and the k-th largest value, because the number of
/// values below the true median is binomial with p = 1/2, however the values are distributed. See H. A. David and
/// H. N. Nagaraja, Order Statistics, 3rd edition, section 7.1.</remarks>
/// <param name="Median">The middle value, or the mean of the two middle values.</param>
/// <param name="Low">Lower end of the interval.</param>
/// <param name="High">Upper end of the interval.</param>
/// <param name="Coverage">Probability that such an interval contains the true median. At least <see cref="Wanted"/> from six
/// values on; fewer values give less even when the interval is their whole range.</param>
internal sealed record MedianEstimate(double Median, double Low, double High, double Coverage)
{
    /// <summary>The coverage that an interval is narrowed down to.</summary>
    public const double Wanted = 0.95;

    /// <summary>Estimates from a sample.</summary>
    /// <param name="values">1 to 1,000 values, in any order: 2 to the power of -1,000 is still a double.</param>
    public static MedianEstimate From(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        int count = sorted.Length;
        ArgumentOutOfRangeException.ThrowIfZero(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1000);

        // The probability that the interval misses at one end: P(fewer than k of the values are below the true median).
        double probability = Math.Pow(0.5, count);
        double lost = probability;
        int k = 1;
        for (; k < count; k++)
        {
            probability *= (double)(count - k + 1) / k;
            if (1 - (2 * (lost + probability)) < Wanted)
            {
                break;
            }

            lost += probability;
        }

        double median = (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        return new MedianEstimate(median, sorted[k - 1], sorted[count - k], 1 - (2 * lost));
    }
}
