namespace Elysia.Monitoring.Metrics;

/// <summary>One line of a metric.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Value">Its value; of a histogram nothing.</param>
/// <param name="Histogram">The histogram; null for other kinds.</param>
public sealed record MetricSample(
    IReadOnlyList<KeyValuePair<string, string>> Labels, double Value, HistogramReading? Histogram = null);
