using System.Globalization;
using Elysia.Bench.Attack.Attackers;
using Elysia.Bench.Compare;
using Elysia.Bench.Compare.Run;
using Elysia.LoadTest.Load;

namespace Elysia.Bench.Attack.Run;

/// <summary>Runs one attack on a fresh daemon: rounds of quiet, attack and rest, while honest viewers watch.</summary>
/// <remarks>Quiet and attack last equally long and alternate: the speed of a shared machine varies, and the p99 of a
/// few frames is a single slow moment.</remarks>
/// <param name="options">The options of the run.</param>
/// <param name="folders">The folders for the logs.</param>
/// <param name="commit">The commit of the attacked daemon.</param>
/// <param name="time">The clock.</param>
internal sealed class AttackRun(AttackOptions options, Folders folders, string commit, TimeProvider time)
{
    private const int Honest = 10;
    private const int Rounds = 2;
    private const double Threshold = 0.01;

    // Connections that are ending, and descriptors that the thread pool opens when it first grows.
    private const int DescriptorsNoise = 16;

    // By then code is compiled, caches are warm, and every honest viewer has settled.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    // Longer than the daemon waits for a client's close frame.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Runs the attack.</summary>
    public async Task<AttackRow> RunAsync(Attack attack, CancellationToken stopping)
    {
        Directory.CreateDirectory(folders.AttackLogs);
        string log = Path.Combine(folders.AttackLogs, $"{attack.Key}.log");
        AttackRow row = Empty(attack);
        AttackedDaemon daemon = await AttackedDaemon.StartAsync(options.Daemon, attack, log, time, stopping)
            .ConfigureAwait(false);
        try
        {
            string? token = attack.NeedsTokens ? new TokenForge(time).Make("viewer") : null;
            using HonestViewers honest = await HonestViewers.ConnectAsync(Honest, daemon.Port, Threshold, time, token)
                .ConfigureAwait(false);
            row = await MeasureAsync(row, attack, daemon, honest, stopping).ConfigureAwait(false);
        }
        catch (RunException e)
        {
            row = row with { Failures = [e.Message] };
        }
        finally
        {
            daemon.Dispose();
        }

        return row with { LogMegabytes = daemon.LogBytes() / 1e6, Failures = [.. row.Failures, .. daemon.Bugs()] };
    }

    private async Task<AttackRow> MeasureAsync(
        AttackRow row, Attack attack, AttackedDaemon daemon, HonestViewers honest, CancellationToken stopping)
    {
        await Task.Delay(WarmUp, time, stopping).ConfigureAwait(false);
        DaemonFigures before = daemon.Figures;
        HeapFigures heap = await daemon.HeapAsync(time, stopping).ConfigureAwait(false);
        row = row with
        {
            BytesBefore = before.ResidentBytes,
            LiveBefore = heap.LiveBytes,
            DescriptorsBefore = before.Descriptors,
        };
        var (quiet, attacked) = (new Histogram(), new Histogram());
        for (int round = 0; round < Rounds; round++)
        {
            await honest.SinceLastAsync().ConfigureAwait(false);
            await Task.Delay(TimeSpan.FromSeconds(options.Seconds), time, stopping).ConfigureAwait(false);
            quiet.Add((await honest.SinceLastAsync().ConfigureAwait(false)).FrameAges);
            row = await RoundAsync(row, attack, round, daemon, honest, attacked, stopping).ConfigureAwait(false);

            // The daemon first has to release the connections that were cut.
            await Task.Delay(Rest, time, stopping).ConfigureAwait(false);
            HeapFigures held = await daemon.HeapAsync(time, stopping).ConfigureAwait(false);
            DaemonFigures now = daemon.Figures;
            row = row with
            {
                BytesAfter = [.. row.BytesAfter, now.ResidentBytes],
                LiveAfter = [.. row.LiveAfter, held.LiveBytes],
                DescriptorsAfter = now.Descriptors,
                PausedShare = (held.Paused - heap.Paused).TotalSeconds / row.Attacker.Seconds,
            };
        }

        HonestFigures end = await honest.SinceLastAsync().ConfigureAwait(false);
        row = row with
        {
            HonestOpen = end.Open,
            Checked = end.Checked,
            Wrong = end.Wrong,
            QuietP99Ms = AgeFigures.From(quiet)?.P99Ms ?? 0,
            AttackP99Ms = AgeFigures.From(attacked)?.P99Ms ?? double.MaxValue,
        };
        return row with { Failures = [.. Evaluate(row, end)] };
    }

    private async Task<AttackRow> RoundAsync(
        AttackRow row, Attack attack, int round, AttackedDaemon daemon, HonestViewers honest, Histogram ages,
        CancellationToken stopping)
    {
        using AttackerProcess attacker = await AttackerProcess.StartAsync(
            attack, daemon.Port, options.Seconds, options.Seed + round, stopping).ConfigureAwait(false);
        await honest.SinceLastAsync().ConfigureAwait(false);
        DaemonFigures begin = daemon.Figures;
        Task ended = attacker.EndedAsync(stopping);
        (long bytes, int descriptors) = (row.BytesPeak, row.DescriptorsPeak);
        while (!ended.IsCompleted)
        {
            await Task.WhenAny(ended, Task.Delay(SampleEvery, time, stopping)).ConfigureAwait(false);
            DaemonFigures now = daemon.Figures;
            (bytes, descriptors) = (Math.Max(bytes, now.ResidentBytes), Math.Max(descriptors, now.Descriptors));
        }

        await ended.ConfigureAwait(false);
        ages.Add((await honest.SinceLastAsync().ConfigureAwait(false)).FrameAges);
        DaemonFigures end = daemon.Figures;
        AttackerReport report = await attacker.ReportAsync(stopping).ConfigureAwait(false);
        return row with
        {
            BytesPeak = bytes,
            DescriptorsPeak = descriptors,
            Cores = Math.Max(row.Cores, (end.Cpu - begin.Cpu).TotalSeconds / report.Seconds),
            Attacker = row.Attacker.Plus(report),
        };
    }

    private static IEnumerable<string> Evaluate(AttackRow row, HonestFigures end)
    {
        if (row.HonestOpen < row.Honest)
        {
            yield return $"honest viewers were lost: {end.LossesText}";
        }

        if (row.Wrong > 0)
        {
            yield return $"{row.Wrong} wrong pictures";
        }

        if (row.Ratio > AttackRow.RatioMax)
        {
            yield return "older than twice the quiet age";
        }

        if (row.Growth > AttackRow.GrowthNoise)
        {
            yield return FormattableString.Invariant($"what is held grows by {row.Growth / 1024:N0} KiB a round");
        }

        if (row.DescriptorsAfter > row.DescriptorsBefore + DescriptorsNoise)
        {
            yield return "descriptors are kept";
        }

        foreach ((string breach, long count) in row.Attacker.Breaches)
        {
            yield return $"{count} × {breach}";
        }
    }

    private AttackRow Empty(Attack attack) => new()
    {
        Key = attack.Key,
        What = attack.What,
        Guard = attack.Guard,
        Date = time.GetUtcNow().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        Commit = commit,
        Honest = Honest,
    };
}

/// <summary>The latest row of every attack, and the machine of the measurement.</summary>
/// <param name="Machine">The machine, in words.</param>
/// <param name="Streams">The result of the streams that were played without sockets; null if none were.</param>
/// <param name="Rows">The rows in the order of the catalogue.</param>
internal sealed record AttackReport(string Machine, string? Streams, IReadOnlyList<AttackRow> Rows);
