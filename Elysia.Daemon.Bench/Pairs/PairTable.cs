using System.Text;

namespace Elysia.Bench.Pairs;

/// <summary>The result as a table in Markdown.</summary>
internal static class PairTable
{
    /// <summary>One line for each measure.</summary>
    public static string Format(IEnumerable<PairSeries> all)
    {
        var table = new StringBuilder();
        table.AppendLine("| Medians | Base | Candidate | Ratio | Interval of the ratio | Verdict |");
        table.AppendLine("|---|---:|---:|---:|---|---|");
        foreach (PairSeries series in all)
        {
            MedianEstimate ratio = series.Ratio;
            string medians = FormattableString.Invariant($"{series.Base:0.00} | {series.Candidate:0.00} | {ratio.Median:0.000}");
            string interval = FormattableString.Invariant($"{ratio.Low:0.000} to {ratio.High:0.000} ({ratio.Coverage:0.0 %})");
            table.AppendLine($"| {series.Title}, {series.Pairs.Count} pairs | {medians} | {interval} | {series.Verdict} |");
        }

        return table.ToString();
    }
}
