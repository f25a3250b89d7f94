using System.Globalization;
using Elysia.Bench.Attack.Fuzz;
using Elysia.Bench.Attack.Report;
using Elysia.Bench.Attack.Run;
using Elysia.Bench.Compare;
using Elysia.Bench.Compare.Build;

namespace Elysia.Bench.Attack;

/// <summary>Runs every attack against a daemon, one after the other, and writes docs/ATTACKS.md.</summary>
internal static class AttackCommand
{
    /// <summary>Runs the attacks.</summary>
    /// <returns>0 if the daemon withstood every attack, otherwise 1.</returns>
    public static Task<int> RunAsync(string[] args) => AttackOptions.Parse(args, out string error) is { } options
        ? Interruptible.RunAsync("attack", stopping => AttackAsync(options, stopping))
        : Interruptible.RefuseAsync("attack", error, AttackOptions.Usage);

    private static async Task<bool> AttackAsync(AttackOptions options, CancellationToken stopping)
    {
        Folders folders = Folders.Find();
        Tools.Require("taskset", "give the daemon and the attackers a core each");
        Tools.Require("chrt", "give the attackers only idle CPU time");

        // The daemon has the first core to itself.
        await Tools.RunAsync("taskset", ["-a", "-c", "-p", "1", Invariant($"{Environment.ProcessId}")], "/", stopping);
        bool areStrangers = await Strangers.TryAddAsync(stopping);
        try
        {
            return await PlayAsync(options, folders, stopping);
        }
        finally
        {
            if (areStrangers)
            {
                await Strangers.TryRemoveAsync();
            }
        }
    }

    private static async Task<bool> PlayAsync(AttackOptions options, Folders folders, CancellationToken stopping)
    {
        string commit = await AttackMachine.CommitAsync(folders, stopping);
        var run = new AttackRun(options, folders, commit, TimeProvider.System);
        var rows = new List<AttackRow>();
        await Console.Out.WriteLineAsync(FormattableString.Invariant($"seed {options.Seed}"));
        foreach (Attack attack in options.Attacks)
        {
            AttackRow row = await run.RunAsync(attack, stopping);
            await Console.Out.WriteLineAsync(Line(row));
            rows.Add(row);
        }

        (string? streams, bool isFine) = await FuzzAsync(options, stopping);
        AttackPage.Write(options.Output ?? folders.Docs, AttackMachine.Describe(), streams, rows);
        return isFine && rows.All(row => row.Failures.Count == 0);
    }

    private static async Task<(string? Streams, bool IsFine)> FuzzAsync(AttackOptions options, CancellationToken stopping)
    {
        if (options.Streams == 0)
        {
            return (null, true);
        }

        var fuzz = new MemoryFuzz(options.Seed, TimeProvider.System);
        string? fault = await fuzz.RunAsync(options.Streams, stopping);
        string ends = string.Join(", ", fuzz.Ends.Select(end => Invariant($"{end.Value:N0} {end.Key}")));
        string run = Invariant($"{options.Streams:N0} streams of frames through the daemon without sockets, seed {options.Seed}");
        string streams = $"{run}, each compared with a model of RFC 6455: {fault ?? "no wrong response"} ({ends}).";
        await Console.Out.WriteLineAsync(streams);
        return (streams, fault is null);
    }

    private static string Line(AttackRow row)
    {
        double seconds = Math.Max(row.Attacker.Seconds, 1);
        string answers = string.Join(", ", row.Attacker.Answers
            .OrderByDescending(a => a.Value).Take(6).Select(a => $"{a.Value} {a.Key}"));
        string after = string.Join(", ", row.BytesAfter.Select(b => (b / 1e6).ToString("0", CultureInfo.InvariantCulture)));
        string held = string.Join(", ", row.LiveAfter.Select(b => (b / 1e6).ToString("0.00", CultureInfo.InvariantCulture)));
        string verdict = row.Failures.Count == 0 ? "holds" : $"DOES NOT HOLD: {string.Join("; ", row.Failures)}";
        string[] parts =
        [
            $"{row.Key,-16} {row.HonestOpen,2}/{row.Honest} wrong {row.Wrong}",
            Invariant($"p99 {row.QuietP99Ms,6:0.00} → {row.AttackP99Ms,7:0.00} ms ({row.Ratio:0.0}×)"),
            Invariant($"MB {row.BytesBefore / 1e6:0} → {row.BytesPeak / 1e6:0} → {after}"),
            Invariant($"held {row.LiveBefore / 1e6:0.00} → {held}"),
            $"fd {row.DescriptorsBefore} → {row.DescriptorsPeak} → {row.DescriptorsAfter}",
            Invariant($"cpu {row.Cores:0.00} paused {row.PausedShare:0.0 %}  log {row.LogMegabytes:0.0} MB"),
            Invariant($"{row.Attacker.Connections / seconds:0} conn/s {row.Attacker.Bytes / 1e6 / seconds:0.0} MB/s [{answers}]"),
            verdict,
        ];
        return string.Join("  ", parts);
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
