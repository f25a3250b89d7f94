namespace Elysia.Monitoring.Metrics;

/// <summary>One metric with all its lines.</summary>
/// <param name="Name">Its name, as everywhere: code, Prometheus, OTLP, dashboards.</param>
/// <param name="Help">What it counts.</param>
/// <param name="Kind">What it is to Prometheus.</param>
/// <param name="Samples">Its lines.</param>
internal sealed record MetricFamily(string Name, string Help, MetricKind Kind, IReadOnlyList<MetricSample> Samples);

/// <summary>What a metric is to Prometheus.</summary>
internal enum MetricKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>Counts values by size.</summary>
    Histogram,
}

/// <summary>One line of a metric.</summary>
/// <param name="Labels">Its labels.</param>
/// <param name="Value">Its value; of a histogram nothing.</param>
/// <param name="Histogram">The histogram; null for other kinds.</param>
internal sealed record MetricSample(
    IReadOnlyList<KeyValuePair<string, string>> Labels, double Value, HistogramReading? Histogram = null);
