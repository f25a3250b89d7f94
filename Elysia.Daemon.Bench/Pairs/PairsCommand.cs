using Elysia.Bench.Compare;
using Elysia.Bench.Compare.Build;
using Elysia.Bench.Compare.Run;

namespace Elysia.Bench.Pairs;

/// <summary>Compares two builds of the daemon: whether the candidate starts later or needs more for a frame than the
/// base.</summary>
internal static class PairsCommand
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    /// <summary>Runs it.</summary>
    /// <returns>0 when the candidate is not slower in any measure, 1 when it is.</returns>
    public static Task<int> RunAsync(string[] args) => PairsOptions.Parse(args, out string error) is { } options
        ? Interruptible.RunAsync("pairs", stopping => CompareAsync(options, stopping))
        : Interruptible.RefuseAsync("pairs", error, PairsOptions.Usage);

    private static async Task<bool> CompareAsync(PairsOptions options, CancellationToken stopping)
    {
        if (Environment.ProcessorCount < 2)
        {
            throw new BuildException("two cores are needed: one for the daemon, one for the viewers");
        }

        // The daemon has the first core to itself.
        string taskset = Tools.Require("taskset", "give the daemon and the viewers a core each");
        await Tools.RunAsync(
            taskset,
            ["-a", "-c", "-p", FormattableString.Invariant($"{ViewerProcess.Core}"),
                FormattableString.Invariant($"{Environment.ProcessId}")],
            "/",
            stopping).ConfigureAwait(false);

        string log = Path.Combine(Folders.Find().PairLogs, "daemon.log");
        IPairMeasure[] all =
        [
            new StartMeasure(log, TimeProvider.System),
            new FrameMeasure(options.Clients, options.Seconds, WarmUp, log, TimeProvider.System),
        ];
        IPairMeasure[] measures = [.. all.Where(measure => options.Measures.Contains(measure.Key))];
        var run = new PairRun(measures, options.Base, options.Candidate, Console.Out.WriteLine);
        IReadOnlyList<PairSeries> series = await run.RunAsync(options.Pairs, stopping).ConfigureAwait(false);
        await Console.Out.WriteLineAsync($"\n{PairTable.Format(series)}").ConfigureAwait(false);
        return series.All(measure => !measure.IsSlower);
    }
}
