using System.CommandLine;
using Elysia.Hosting;
using Elysia.LoadTest.Load;
using Elysia.LoadTest.Report;

namespace Elysia.LoadTest;

/// <summary>`elysia bench report`: prints the report's figures, with Elysia's own values.</summary>
internal static class ReportCommand
{
    private const string DefaultFile = "elysia-report.json";
    private static readonly LoadOptions Default = new();

    /// <summary>Creates the command.</summary>
    public static Command Create(TextWriter output, TimeProvider time)
    {
        var clients = new Option<int>("--clients")
        {
            Description = $"Viewers of the live figures. 1 to {LoadOptions.ClientsMax}.",
            DefaultValueFactory = _ => Default.Clients,
        };
        var seconds = new Option<int>("--seconds")
        {
            Description = $"How long each of the three live measurements lasts, in seconds. 1 to {LoadOptions.SecondsMax}.",
            DefaultValueFactory = _ => Default.Seconds,
        };
        var noLive = new Option<bool>("--no-live")
        {
            Description = "Leave the live figures out: a few seconds instead of a minute.",
        };
        (Option<Uri?> url, Option<int?> processId, Option<string?> json) =
            (DaemonOption.Url(), DaemonOption.ProcessId(), JsonOption.Create(DefaultFile));
        Option<string> protocol = ProtocolOption.Create();
        var command = new Command(
            "report", "Delta sizes, adaptive rate and message cost as the report has them, and what viewers really receive.")
        {
            clients, seconds, protocol, url, processId, noLive, json,
        };
        command.SetAction((parsed, stopping) =>
        {
            var options = new LoadOptions
            {
                Clients = parsed.GetValue(clients),
                Seconds = parsed.GetValue(seconds),
                Protocol = BenchProtocols.Parse(parsed.GetValue(protocol)!),
                Url = parsed.GetValue(url),
                ProcessId = parsed.GetValue(processId),
            };
            LoadOptions? live = parsed.GetValue(noLive) ? null : options;
            JsonTarget target = JsonOption.Parse(parsed, json);
            return BenchAction.RunAsync(
                "report", options.Problems(), output, token => MeasureAsync(live, target, output, time, token), stopping);
        });
        return command;
    }

    private static async Task<int> MeasureAsync(
        LoadOptions? live, JsonTarget json, TextWriter output, TimeProvider time, CancellationToken stopping)
    {
        BenchReport report = await BenchReport.MakeAsync(live, time, json.IsPrinted ? null : output, stopping)
            .ConfigureAwait(false);
        if (!json.IsPrinted)
        {
            ReportTable.Write(output, report);
        }

        json.Write(output, writer => ReportJson.Write(writer, report));
        return report.Live is { } figures && figures.Wrong > 0
            ? BenchExitCode.PictureMismatch
            : ExitCode.Ok;
    }
}
