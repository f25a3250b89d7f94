using System.Globalization;
using System.Text.Json;
using Elysia.Bench.Compare.Plan;

namespace Elysia.Bench.Compare.Report;

/// <summary>
/// Writes benchmarks/compare.json, one chart per workload, and the fragment of BENCHMARKS.md between its markers; the
/// text outside the markers stays.
/// </summary>
internal static class ReportFiles
{
    private const string BeginMarker = "<!-- compare:begin -->";
    private const string EndMarker = "<!-- compare:end -->";

    public static void Write(Comparison comparison, string output)
    {
        string charts = Path.Combine(output, "benchmarks");
        Directory.CreateDirectory(charts);
        File.WriteAllText(
            Path.Combine(charts, "compare.json"),
            JsonSerializer.Serialize(comparison, ComparisonJson.Default.Comparison) + "\n");
        foreach (Workload workload in comparison.Workloads)
        {
            File.WriteAllText(Path.Combine(charts, workload.Key + ".svg"), Chart(comparison, workload));
        }

        string page = Path.Combine(output, "BENCHMARKS.md");
        string text = File.Exists(page) ? File.ReadAllText(page) : "# Benchmarks\n";
        File.WriteAllText(page, Merge(text, MarkdownTable.Format(comparison)));
    }

    /// <summary>Replaces the text between the markers, or appends markers and text at the end.</summary>
    public static string Merge(string page, string fragment)
    {
        string block = $"{BeginMarker}\n{fragment.Trim()}\n{EndMarker}";
        int begin = page.IndexOf(BeginMarker, StringComparison.Ordinal);
        int end = page.IndexOf(EndMarker, StringComparison.Ordinal);
        return begin < 0 || end < begin
            ? $"{page.TrimEnd()}\n\n{block}\n"
            : page[..begin] + block + page[(end + EndMarker.Length)..];
    }

    private static string Chart(Comparison comparison, Workload workload)
    {
        Metric metric = Metric.All.First(metric => metric.Workload == workload.Key);
        bool logarithmic = Captions.IsLogarithmic(workload);
        Bar[] bars = [.. comparison.Ranking(metric).Select(peer => ToBar(comparison, peer, metric))];
        string subtitle = metric.Title + (logarithmic ? ", logarithmic scale" : "") + "; shorter is better";
        return BarChart.Draw(Captions.Title(workload), subtitle, bars, logarithmic);
    }

    private static Bar ToBar(Comparison comparison, Peer peer, Metric metric)
    {
        double? value = comparison.Value(peer.Key, metric);
        string text = value?.ToString(metric.Format, CultureInfo.InvariantCulture) ?? "no figure";
        return new Bar(peer.Name, value, text, Role(peer));
    }

    private static BarRole Role(Peer peer) =>
        peer == PeerCatalog.Floor ? BarRole.Floor : peer == PeerCatalog.Elysia ? BarRole.Ours : BarRole.Peer;
}
