using System.Globalization;
using System.Text;
using Elysia.Bench.Compare.Plan;

namespace Elysia.Bench.Compare.Report;

/// <summary>Writes the comparison as a fragment of docs/BENCHMARKS.md: one section per workload, best server
/// first.</summary>
internal static class MarkdownTable
{
    public static string Format(Comparison comparison)
    {
        var text = new StringBuilder();
        text.AppendLine("## Comparison").AppendLine();
        AppendMachine(text, comparison);
        foreach (Workload workload in comparison.Workloads)
        {
            AppendWorkload(text, comparison, workload);
        }

        AppendForms(text, comparison);
        return text.ToString();
    }

    private static void AppendMachine(StringBuilder text, Comparison comparison)
    {
        MachineFacts machine = comparison.Machine;
        if (comparison.Quick)
        {
            text.AppendLine("**A smoke run: small crowds and short windows. Its figures mean nothing.**").AppendLine();
        }

        text.AppendJoin("; ", [
            $"{machine.Date}, commit {machine.Commit}",
            Invariant($"{machine.Processor}, {machine.Cores} cores, {machine.MemoryGigabytes:0} GB"),
            $"Linux {machine.Kernel}, {machine.CongestionControl}",
            $"{machine.Dotnet}, {machine.Node}, {machine.Compiler}"]).AppendLine(".").AppendLine();
        double noise = comparison.NoiseMax();
        string rounds = comparison.Rounds == 1
            ? "One round, so no medians."
            : $"Medians of {comparison.Rounds} rounds, each round through all servers in turn.";
        text.AppendLine("The server runs on one core and the viewers on the other; all connections are on loopback.")
            .AppendLine(rounds)
            .AppendLine(Invariant($"In the noisiest run other processes used {100 * noise:0} % of the two cores."))
            .AppendLine("Two figures within 3 % of each other count as equal.");
    }

    private static void AppendWorkload(StringBuilder text, Comparison comparison, Workload workload)
    {
        Metric[] metrics = [.. Metric.All.Where(metric => metric.Workload == workload.Key)];
        text.AppendLine().Append("### ").AppendLine(Captions.Title(workload));
        text.AppendLine().AppendLine(Captions.Explanation(workload));
        text.AppendLine().Append("| Server |");
        foreach (Metric metric in metrics)
        {
            text.Append(' ').Append(metric.Title).Append(" |");
        }

        text.AppendLine().Append("| --- |").Insert(text.Length, " ---: |", metrics.Length).AppendLine();
        foreach (Peer peer in comparison.Ranking(metrics[0]))
        {
            AppendRow(text, comparison, peer, metrics);
        }

        text.AppendLine().AppendLine(Verdict(comparison, metrics));
        text.AppendLine().AppendLine($"![{Captions.Title(workload)}](benchmarks/{workload.Key}.svg)");
    }

    private static void AppendRow(StringBuilder text, Comparison comparison, Peer peer, Metric[] metrics)
    {
        string mark = peer == PeerCatalog.Elysia ? "**" : peer == PeerCatalog.Floor ? "*" : "";
        text.Append("| ").Append(mark).Append(peer.Name).Append(mark).Append(" |");
        foreach (Metric metric in metrics)
        {
            string? value = comparison.Value(peer.Key, metric)?.ToString(metric.Format, CultureInfo.InvariantCulture);
            text.Append(' ').Append(mark).Append(value ?? "–").Append(mark).Append(" |");
        }

        string[] failures = [.. comparison.Runs
            .Where(run => run.Peer == peer.Key && run.Workload == metrics[0].Workload && run.Failure is not null)
            .Select(run => run.Failure!.ReplaceLineEndings(" "))
            .Distinct()];
        text.AppendLine(failures.Length == 0 ? "" : $" failed: {string.Join("; ", failures)} |");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Verdict(Comparison comparison, Metric[] metrics)
    {
        Peer elysia = PeerCatalog.Elysia;
        if (!comparison.Peers.Contains(elysia) || comparison.Value(elysia.Key, metrics[0]) is null)
        {
            return "Elysia has no figure here.";
        }

        string[] ahead = [.. metrics
            .Select(metric => (metric.Title, Peers: comparison.AheadOfElysia(metric).Select(peer => peer.Name)))
            .Where(entry => entry.Peers.Any())
            .Select(entry => $"{string.Join(", ", entry.Peers)} ({entry.Title})")];
        return ahead.Length == 0
            ? "No peer is ahead of Elysia here."
            : $"**Ahead of Elysia:** {string.Join("; ", ahead)}.";
    }

    private static void AppendForms(StringBuilder text, Comparison comparison)
    {
        text.AppendLine().AppendLine("### The servers and their form").AppendLine();
        foreach (Peer peer in comparison.Peers)
        {
            text.AppendLine($"- {peer.Name}: {peer.Form}.");
        }

        if (comparison.Machine.Packages.Count > 0)
        {
            text.AppendLine().Append("Packages: ")
                .AppendJoin(", ", comparison.Machine.Packages.Select(package => $"{package.Key} {package.Value}"))
                .AppendLine(".");
        }
    }
}
