namespace Elysia.Monitoring.Metrics;

/// <summary>One metric with all its series.</summary>
/// <param name="Name">The name of the metric, the same in code, Prometheus, OTLP and dashboards.</param>
/// <param name="Help">The help text.</param>
/// <param name="Kind">The type that Prometheus gives it.</param>
/// <param name="Samples">The series, one per combination of labels.</param>
internal sealed record MetricFamily(string Name, string Help, MetricKind Kind, IReadOnlyList<MetricSample> Samples);

/// <summary>The type of a metric in Prometheus.</summary>
internal enum MetricKind
{
    /// <summary>A value that only grows.</summary>
    Counter,

    /// <summary>A value that rises and falls.</summary>
    Gauge,

    /// <summary>The number of values by size.</summary>
    Histogram,
}

/// <summary>One series of a metric.</summary>
/// <param name="Labels">The labels of the series.</param>
/// <param name="Value">The value; not used for a histogram.</param>
/// <param name="Histogram">The histogram; null for other types.</param>
internal sealed record MetricSample(
    IReadOnlyList<KeyValuePair<string, string>> Labels, double Value, HistogramReading? Histogram = null);
