using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Elysia.Bench.Compare.Plan;

namespace Elysia.Bench.Compare.Run;

/// <summary>The viewers on the second core: runs them to their end, and reports the start and end of their
/// window.</summary>
internal static class ViewerProcess
{
    public const int Core = 1;

    public static async Task<ViewerReport> RunAsync(
        string program, Peer peer, Workload workload, int port, Action begin, Action end, CancellationToken stopping)
    {
        var start = new ProcessStartInfo("taskset", [
            "-c", $"{Core}", program, "--port", $"{port}", "--path", peer.Target, "--dialect", peer.Dialect,
            "--viewers", $"{workload.Viewers}", "--stalled", $"{workload.StalledPercent}",
            "--warmup", Seconds(workload.Warmup), "--measure", Seconds(workload.Window)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start) ?? throw new RunException("taskset does not start");
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(stopping);
            ViewerReport? report = null;
            while (await process.StandardOutput.ReadLineAsync(stopping) is { } line)
            {
                switch (line)
                {
                    case "begin":
                        begin();
                        break;
                    case "end":
                        end();
                        break;
                    case ['{', ..]:
                        report = JsonSerializer.Deserialize(line, ViewerReportJson.Default.ViewerReport);
                        break;
                }
            }

            await process.WaitForExitAsync(stopping);
            return report
                ?? throw new RunException($"the viewers ended with {process.ExitCode}: {(await errors).Trim()}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string Seconds(TimeSpan span) => span.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
}

/// <summary>The line that the viewers print at the end. An age is null if nothing was delivered.</summary>
/// <param name="Delivered">Frames that reached healthy viewers inside the window.</param>
/// <param name="GapMaxMs">The maximum time without a frame at any healthy viewer.</param>
/// <param name="ViewerCpuSeconds">The viewers' own CPU time: near <paramref name="Seconds"/> they are the
/// bottleneck.</param>
internal sealed record ViewerReport(
    long Delivered,
    double Seconds,
    int Healthy,
    int HealthyLost,
    int Stalled,
    double Fps,
    double FpsMin,
    double GapMaxMs,
    double? AgeP50Ms,
    double? AgeP99Ms,
    double? AgeP999Ms,
    double? AgeMaxMs,
    double ViewerCpuSeconds);

/// <summary>Deserializes it without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ViewerReport))]
internal sealed partial class ViewerReportJson : JsonSerializerContext;
