using Elysia.Bench.Compare.Build;
using Elysia.Bench.Compare.Report;
using Elysia.Bench.Compare.Run;

namespace Elysia.Bench.Compare;

/// <summary>The comparison: builds every server, runs the workloads on them in turn, writes the report.</summary>
internal static class CompareCommand
{
    public static Task<int> RunAsync(string[] args) => CompareOptions.Parse(args, out string error) is { } options
        ? Interruptible.RunAsync("compare", stopping => CompareAsync(options, stopping))
        : Interruptible.RefuseAsync("compare", error, CompareOptions.Usage);

    private static async Task<bool> CompareAsync(CompareOptions options, CancellationToken stopping)
    {
        Folders folders = Folders.Find();
        Say($"building {options.Peers.Count} servers and the viewers …");
        Builds builds = await PeerBuild.RunAsync(options, folders, stopping);

        var campaign = new Campaign(builds, folders, TimeProvider.System, Say);
        IReadOnlyList<RunResult> runs = await campaign.RunAsync(options, stopping);

        MachineFacts machine = await MachineFacts.ReadAsync(builds, folders, TimeProvider.System, stopping);
        var comparison = Comparison.From(options, machine, runs);
        string output = options.Output ?? (options.Quick ? folders.Quick : folders.Docs);
        ReportFiles.Write(comparison, output);
        Say(MarkdownTable.Format(comparison));
        Say($"written: {Path.GetRelativePath(folders.Repository, output)}/BENCHMARKS.md and its charts");
        return true;
    }

    private static void Say(string line) => Console.Out.WriteLine(line);
}
