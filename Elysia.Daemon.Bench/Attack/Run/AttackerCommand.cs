using System.Globalization;
using System.Net;
using System.Text.Json;
using Elysia.Bench.Attack.Attackers;

namespace Elysia.Bench.Attack.Run;

/// <summary>`attacker KEY PORT SECONDS SEED`: attacks from its own process, which <see cref="AttackerProcess"/>
/// starts.</summary>
internal static class AttackerCommand
{
    /// <summary>The first word on standard output, written when it is about to begin.</summary>
    public const string Begin = "begin";

    /// <summary>The word written when the time is over, before it closes its connections.</summary>
    public const string End = "end";

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(3);

    /// <summary>Attacks, then prints the report.</summary>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TimeProvider time)
    {
        Attack attack = AttackCatalog.Find(args[0])!;
        int[] numbers = [.. args.Skip(1).Select(a => int.Parse(a, CultureInfo.InvariantCulture))];
        using var over = new CancellationTokenSource();
        bool areStrangers = attack.IsMany && Strangers.AreThere();
        var attacker = new Attacker(numbers[0], numbers[2], time, over.Token)
        {
            IsMany = attack.IsMany,
            AreStrangers = areStrangers,
            Target = areStrangers ? Strangers.Target : attack.IsMany ? IPAddress.Loopback : OwnAddress.Find(),
        };
        await output.WriteLineAsync(Begin).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
        long begin = time.GetTimestamp();
        Task playing = attack.PlayAsync(attacker);
        await Task.Delay(TimeSpan.FromSeconds(numbers[1]), time).ConfigureAwait(false);
        await output.WriteLineAsync(End).ConfigureAwait(false);
        await output.FlushAsync().ConfigureAwait(false);
        double seconds = time.GetElapsedTime(begin).TotalSeconds;
        await over.CancelAsync().ConfigureAwait(false);
        await Task.WhenAny(playing, Task.Delay(CloseTimeout, time)).ConfigureAwait(false);
        AttackerTally tally = attacker.Tally;
        var report = new AttackerReport(
            seconds, tally.Connections, tally.Sends, tally.Bytes, tally.Answers.ToDictionary(), tally.Breaches.ToDictionary());
        await output.WriteLineAsync(JsonSerializer.Serialize(report, AttackerReportJson.Default.AttackerReport))
            .ConfigureAwait(false);
        return 0;
    }
}
