using System.CommandLine;
using Elysia.Hosting;
using Elysia.LoadTest.Load;

namespace Elysia.LoadTest;

/// <summary>`elysia bench load`: opens many viewers of one daemon in one process.</summary>
internal static class LoadCommand
{
    private static readonly LoadOptions Default = new();

    /// <summary>Creates the command.</summary>
    public static Command Create(TextWriter output, TimeProvider time)
    {
        var clients = new Option<int>("--clients")
        {
            Description = $"Viewers in all, the reference viewer included. 1 to {LoadOptions.ClientsMax}.",
            DefaultValueFactory = _ => Default.Clients,
        };
        var seconds = new Option<int>("--seconds")
        {
            Description = $"How long to measure once all are connected, in seconds. 1 to {LoadOptions.SecondsMax}.",
            DefaultValueFactory = _ => Default.Seconds,
        };
        var stalled = new Option<double>("--stalled")
        {
            Description = "Viewers that never read, in percent. 0 to 100.",
            DefaultValueFactory = _ => Default.StalledPercent,
        };
        var slow = new Option<double>("--slow")
        {
            Description = "Viewers that sleep and read for 250 ms every 2 s, in percent. 0 to 100, with --stalled at most 100.",
            DefaultValueFactory = _ => Default.SlowPercent,
        };
        var talk = new Option<double>("--talk")
        {
            Description = "Chat texts per second over all healthy viewers. 0 to 0.9 per healthy viewer, which may "
                + "send 60 a minute.",
            DefaultValueFactory = _ => Default.TalkHz,
        };
        var threshold = new Option<double>("--threshold")
        {
            Description = "How far a picture may be from the published truth, as the daemon's "
                + "ELYSIA_DELTA_THRESHOLD. 0.0001 to 0.5.",
            DefaultValueFactory = _ => Default.Threshold,
        };
        var rate = new Option<int>("--rate")
        {
            Description = "Tick rate of the daemon started for the run, in Hz; with --url the daemon's own counts. 1 to 120.",
            DefaultValueFactory = _ => Default.RateHz.Max,
        };
        (Option<Uri?> url, Option<int?> processId, Option<string?> json) =
            (DaemonOption.Url(), DaemonOption.ProcessId(), JsonOption.Create(null));
        Option<string> protocol = ProtocolOption.Create();
        var command = new Command("load", "Open many viewers and measure what reaches them, how old it is, and what "
            + "it costs the daemon.")
        {
            clients, seconds, stalled, slow, talk, url, processId, threshold, rate, protocol, json,
        };
        command.SetAction((parsed, stopping) =>
        {
            var options = new LoadOptions
            {
                Clients = parsed.GetValue(clients),
                Seconds = parsed.GetValue(seconds),
                StalledPercent = parsed.GetValue(stalled),
                SlowPercent = parsed.GetValue(slow),
                TalkHz = parsed.GetValue(talk),
                Threshold = parsed.GetValue(threshold),
                Protocol = BenchProtocols.Parse(parsed.GetValue(protocol)!),
                Url = parsed.GetValue(url),
                ProcessId = parsed.GetValue(processId),
                RateHz = (parsed.GetValue(rate), parsed.GetValue(rate)),
            };
            JsonTarget target = JsonOption.Parse(parsed, json);
            return BenchAction.RunAsync(
                "load", options.Problems(), output, token => MeasureAsync(options, target, output, time, token), stopping);
        });
        return command;
    }

    private static async Task<int> MeasureAsync(
        LoadOptions options, JsonTarget json, TextWriter output, TimeProvider time, CancellationToken stopping)
    {
        LoadResult result = await LoadRun.RunAsync(options, time, json.IsPrinted ? null : output, stopping).ConfigureAwait(false);
        if (!json.IsPrinted)
        {
            LoadTable.Write(output, result);
        }

        json.Write(output, writer => LoadJson.Write(writer, result));
        return result.IsInterrupted ? BenchExitCode.Interrupted
            : result.Truth.Wrong > 0 ? BenchExitCode.PictureMismatch
            : ExitCode.Ok;
    }
}
