using System.Globalization;
using System.Text;
using System.Text.Json;
using Elysia.Bench.Attack.Run;

namespace Elysia.Bench.Attack.Report;

/// <summary>Writes docs/ATTACKS.md between its markers, and the figures beside it. A run of a few attacks replaces only
/// their rows.</summary>
internal static class AttackPage
{
    private const string Begin = "<!-- attack:begin -->";
    private const string End = "<!-- attack:end -->";

    /// <summary>Writes both files.</summary>
    /// <param name="folder">The folder: docs/ or another one.</param>
    /// <param name="machine">The machine, in words.</param>
    /// <param name="streams">The result of the streams without sockets; null if none were played.</param>
    /// <param name="rows">The new rows.</param>
    public static void Write(string folder, string machine, string? streams, IReadOnlyList<AttackRow> rows)
    {
        string figures = Path.Combine(folder, "benchmarks", "attacks.json");
        Directory.CreateDirectory(Path.GetDirectoryName(figures)!);
        AttackReport? old = File.Exists(figures)
            ? JsonSerializer.Deserialize(File.ReadAllText(figures), AttackReportJson.Default.AttackReport) : null;
        IEnumerable<AttackRow> all = rows.Concat(old?.Rows ?? []).DistinctBy(row => row.Key);
        var report = new AttackReport(
            machine, streams ?? old?.Streams,
            [.. AttackCatalog.All.Select(attack => all.FirstOrDefault(row => row.Key == attack.Key)).OfType<AttackRow>()]);
        File.WriteAllText(figures, JsonSerializer.Serialize(report, AttackReportJson.Default.AttackReport) + "\n");

        string page = Path.Combine(folder, "ATTACKS.md");
        string text = File.Exists(page) ? File.ReadAllText(page) : $"# Attacks\n\n{Begin}\n{End}\n";
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(page, $"{text[..begin]}\n{Table(report)}{text[end..]}");
    }

    private static string Table(AttackReport report)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Machine}.").AppendLine();
        string taken = string.Join(", ", report.Rows.Select(row => $"{row.Date[..10]} at {row.Commit}").Distinct());
        text.AppendLine(CultureInfo.InvariantCulture, $"Taken {taken} (UTC).").AppendLine();
        if (report.Streams is not null)
        {
            text.AppendLine(report.Streams).AppendLine();
        }

        text.AppendLine("| Attack | What the attacker does | Result for the attacker | Honest viewers | "
            + "p99 quiet → attack, ms | Memory before → peak → after, MB | "
            + "Live memory before → after each round, MB | Descriptors | CPU | Guard | Holds |");
        text.AppendLine("|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (AttackRow row in report.Rows)
        {
            text.AppendLine(Line(row));
        }

        return text.ToString();
    }

    private static string Line(AttackRow row)
    {
        string after = string.Join(", ", row.BytesAfter.Select(b => Invariant($"{b / 1e6:0}")));
        string[] cells =
        [
            row.Key,
            row.What,
            Got(row.Attacker),
            Invariant($"{row.HonestOpen} of {row.Honest}, {row.Wrong} wrong"),
            Invariant($"{row.QuietP99Ms:0.00} → {row.AttackP99Ms:0.00} ({row.Ratio:0.0}×)"),
            Invariant($"{row.BytesBefore / 1e6:0} → {row.BytesPeak / 1e6:0} → {after}"),
            Held(row),
            Invariant($"{row.DescriptorsBefore} → {row.DescriptorsPeak} → {row.DescriptorsAfter}"),
            Invariant($"{row.Cores:0.00}"),
            row.Guard,
            row.Failures.Count == 0 ? "yes" : $"**no**: {string.Join("; ", row.Failures.Select(Short))}",
        ];
        return $"| {string.Join(" | ", cells)} |";
    }

    private static string Held(AttackRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"{row.LiveBefore / 1e6:0.00} → {string.Join(", ", row.LiveAfter.Select(b => Invariant($"{b / 1e6:0.00}")))}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Got(AttackerReport attacker)
    {
        string answers = string.Join(", ", attacker.Answers.OrderByDescending(a => a.Value).Take(4).Select(
            a => string.Create(CultureInfo.InvariantCulture, $"{a.Value:N0} {a.Key}")));
        return string.Create(
            CultureInfo.InvariantCulture, $"{attacker.Connections:N0} connections, {attacker.Bytes / 1e6:0.0} MB; {answers}");
    }

    private static string Short(string failure) => (failure.Length <= 120 ? failure : failure[..120] + "…")
        .Replace('|', '/').ReplaceLineEndings(" ");
}
