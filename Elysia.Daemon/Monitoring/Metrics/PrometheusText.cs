using System.Globalization;
using System.Text;

namespace Elysia.Monitoring.Metrics;

/// <summary>Writes metrics in Prometheus's text format 0.0.4. Pure.</summary>
/// <remarks>Source: prometheus.io/docs/instrumenting/exposition_formats. Why not a library: docs/decisions/0009.</remarks>
internal static class PrometheusText
{
    /// <summary>The media type of the format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Returns metrics as text.</summary>
    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder(16 * 1024);
        foreach (MetricFamily family in families)
        {
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(Escape(family.Help, isLabel: false)).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(Name(family.Kind)).Append('\n');
            foreach (MetricSample sample in family.Samples)
            {
                if (sample.Histogram is { } histogram)
                {
                    WriteHistogram(text, family.Name, sample.Labels, histogram);
                }
                else
                {
                    WriteLine(text, family.Name, sample.Labels, sample.Value);
                }
            }
        }

        return text.ToString();
    }

    private static void WriteHistogram(
        StringBuilder text, string name, IReadOnlyList<KeyValuePair<string, string>> labels, HistogramReading histogram)
    {
        long below = 0;
        for (int i = 0; i < histogram.Counts.Count; i++)
        {
            below += histogram.Counts[i];
            string bound = i < histogram.Bounds.Count ? Number(histogram.Bounds[i]) : "+Inf";
            WriteLine(text, $"{name}_bucket", [.. labels, new("le", bound)], below);
        }

        WriteLine(text, $"{name}_sum", labels, histogram.Sum);
        WriteLine(text, $"{name}_count", labels, below);
    }

    private static void WriteLine(
        StringBuilder text, string name, IReadOnlyList<KeyValuePair<string, string>> labels, double value)
    {
        text.Append(name);
        for (int i = 0; i < labels.Count; i++)
        {
            text.Append(i == 0 ? '{' : ',').Append(labels[i].Key).Append("=\"")
                .Append(Escape(labels[i].Value, isLabel: true)).Append('"');
        }

        text.Append(labels.Count > 0 ? "} " : " ").Append(Number(value)).Append('\n');
    }

    private static string Name(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        _ => "histogram",
    };

    private static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    private static string Escape(string text, bool isLabel)
    {
        string escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return isLabel ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
