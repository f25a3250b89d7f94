using System.Runtime.InteropServices;
using Elysia.Bench.Compare.Build;
using Elysia.Bench.Compare.Report;
using Elysia.Bench.Compare.Run;

namespace Elysia.Bench.Compare;

/// <summary>
/// The comparison: builds every server, runs the workloads on them in turn, writes the report. The only place here that
/// speaks to the console; stops within seconds of SIGINT or SIGTERM and leaves no child behind.
/// </summary>
internal static class CompareCommand
{
    // sysexits.h, as the daemon uses them.
    private const int ExitUsage = 64;
    private const int ExitUnavailable = 69;
    private const int ExitInterrupted = 130;

    public static async Task<int> RunAsync(string[] args)
    {
        if (CompareOptions.Parse(args, out string error) is not { } options)
        {
            await Console.Error.WriteLineAsync($"compare: {error}\nusage: {CompareOptions.Usage}");
            return ExitUsage;
        }

        using var stopping = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            await CompareAsync(options, stopping.Token);
            return 0;
        }
        catch (BuildException exception)
        {
            await Console.Error.WriteLineAsync($"compare: {exception.Message}");
            return ExitUnavailable;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return ExitInterrupted;
        }

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true; // we end by ourselves, after the children
            stopping.Cancel();
        }
    }

    private static async Task CompareAsync(CompareOptions options, CancellationToken stopping)
    {
        Folders folders = Folders.Find();
        Say($"building {options.Peers.Count} servers and the viewers …");
        Builds builds = await PeerBuild.RunAsync(options, folders, stopping);

        var campaign = new Campaign(builds, folders, TimeProvider.System, Say);
        IReadOnlyList<RunResult> runs = await campaign.RunAsync(options, stopping);

        MachineFacts machine = await MachineFacts.ReadAsync(builds, folders, TimeProvider.System, stopping);
        var comparison = Comparison.Of(options, machine, runs);
        string output = options.Output ?? (options.Quick ? folders.Quick : folders.Docs);
        ReportFiles.Write(comparison, output);
        Say(MarkdownTable.Of(comparison));
        Say($"written: {Path.GetRelativePath(folders.Repository, output)}/BENCHMARKS.md and its charts");
    }

    private static void Say(string line) => Console.Out.WriteLine(line);
}
