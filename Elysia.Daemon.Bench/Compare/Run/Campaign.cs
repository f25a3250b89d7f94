using Elysia.Bench.Compare.Build;
using Elysia.Bench.Compare.Plan;

namespace Elysia.Bench.Compare.Run;

/// <summary>
/// Runs all workloads on all servers in turn: each round takes every server through a workload before the next round
/// begins, so that a slowdown of the machine affects all of them. One server and one set of viewers run at a time.
/// </summary>
internal sealed class Campaign(Builds builds, Folders folders, TimeProvider time, Action<string> say)
{
    // Beyond the workload's own time: start 20 s, joining 90 s (the viewers' own limit), the end.
    private static readonly TimeSpan SlackMax = TimeSpan.FromSeconds(120);

    // A runtime that has just started still allocates, and some servers return later what only their start needed. Where
    // memory is measured, it is read before the viewers once it has not fallen by more than 1 % for the longer time.
    private static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StableTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan StableTimeMax = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(500);

    public async Task<IReadOnlyList<RunResult>> RunAsync(CompareOptions options, CancellationToken stopping)
    {
        var results = new List<RunResult>();
        foreach (Workload workload in options.Workloads)
        {
            for (int round = 1; round <= options.Rounds; round++)
            {
                foreach (Peer peer in options.Peers)
                {
                    RunResult result = await RunOnceAsync(peer, workload, round, stopping);
                    say(Line(result));
                    results.Add(result);
                }
            }
        }

        return results;
    }

    private async Task<RunResult> RunOnceAsync(Peer peer, Workload workload, int round, CancellationToken stopping)
    {
        using var deadline = new CancellationTokenSource(workload.Warmup + workload.Window + SlackMax, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stopping, deadline.Token);
        try
        {
            return await MeasureAsync(peer, workload, round, both.Token);
        }
        catch (RunException exception)
        {
            return new RunResult(peer.Key, workload.Key, round, exception.Message);
        }
        catch (IOException) // Its files in /proc are gone.
        {
            return new RunResult(peer.Key, workload.Key, round, "the server died while it was measured");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new RunResult(peer.Key, workload.Key, round, "the run did not end in its time");
        }
    }

    private async Task<RunResult> MeasureAsync(Peer peer, Workload workload, int round, CancellationToken stopping)
    {
        int port = ServerProcess.FreePort();
        using ServerProcess server = ServerProcess.Start(
            builds.Command(peer),
            Builds.Settings(peer, port, workload.RateHz),
            port,
            Path.Combine(folders.Logs, $"{peer.Key}-{workload.Key}-{round}.log"));
        await server.ListeningAsync(time, stopping);
        await Task.Delay(SettleTime, time, stopping);
        long idle = workload == Workload.Memory || workload == Workload.Stalled
            ? await StableKilobytesAsync(server.Id, stopping)
            : ProcFiles.Kilobytes(server.Id);

        double serverCpu = 0, bothCores = 0;
        long full = 0;
        ViewerReport viewers = await ViewerProcess.RunAsync(builds.Viewers, peer, workload, port, Begin, End, stopping);
        double foreign = Math.Max(0, bothCores - serverCpu - viewers.ViewerCpuSeconds);
        return new RunResult(peer.Key, workload.Key, round, null, viewers, serverCpu, foreign, idle, full);

        void Begin()
        {
            serverCpu = -ProcFiles.CpuSeconds(server.Id);
            bothCores = -ProcFiles.CoreSeconds(ServerProcess.Core) - ProcFiles.CoreSeconds(ViewerProcess.Core);
        }

        void End()
        {
            serverCpu += ProcFiles.CpuSeconds(server.Id);
            bothCores += ProcFiles.CoreSeconds(ServerProcess.Core) + ProcFiles.CoreSeconds(ViewerProcess.Core);
            full = ProcFiles.Kilobytes(server.Id);
        }
    }

    private async Task<long> StableKilobytesAsync(int processId, CancellationToken stopping)
    {
        long start = time.GetTimestamp();
        long since = start;
        long held = ProcFiles.Kilobytes(processId);
        while (time.GetElapsedTime(since) < StableTime && time.GetElapsedTime(start) < StableTimeMax)
        {
            await Task.Delay(SampleEvery, time, stopping);
            long now = ProcFiles.Kilobytes(processId);
            if (now < held * 0.99)
            {
                (held, since) = (now, time.GetTimestamp());
            }
        }

        return ProcFiles.Kilobytes(processId);
    }

    private static string Line(RunResult result) => result.Viewers is { } viewers
        ? $"{result.Workload,-9}{result.Round,2}  {result.Peer,-9} {result.CpuMicrosecondsPerFrame,7:0.00} µs/frame  "
            + $"{viewers.Fps,6:0.0} fps  age p99 {viewers.AgeP99Ms,9:0.0} ms  gap {viewers.GapMaxMs,8:0} ms  "
            + $"{result.KilobytesPerViewer,7:0.0} KB/viewer"
        : $"{result.Workload,-9}{result.Round,2}  {result.Peer,-9} failed: {result.Failure}";
}

/// <summary>A run has no figures, for the reason in the message; the other runs continue.</summary>
internal sealed class RunException(string message) : Exception(message);
