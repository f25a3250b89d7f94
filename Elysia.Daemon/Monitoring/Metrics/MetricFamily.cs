namespace Elysia.Monitoring.Metrics;

/// <summary>One metric with all its lines.</summary>
/// <param name="Name">Its name, as everywhere: code, Prometheus, OTLP, dashboards.</param>
/// <param name="Help">What it counts.</param>
/// <param name="Kind">What it is to Prometheus.</param>
/// <param name="Samples">Its lines.</param>
public sealed record MetricFamily(string Name, string Help, MetricKind Kind, IReadOnlyList<MetricSample> Samples);
