using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Elysia.Bench.Compare.Run;

namespace Elysia.Bench.Attack.Run;

/// <summary>A villain in a process of its own, on the second core, behind everybody else there: it stands for a machine far
/// away, whose work is not to slow the honest viewers down.</summary>
internal sealed class VillainProcess : IDisposable
{
    private const int Core = 1;
    private readonly Process _process;

    private VillainProcess(Process process) => _process = process;

    /// <summary>Starts one; returns when it is about to begin.</summary>
    public static async Task<VillainProcess> StartAsync(
        Attack attack, int port, int seconds, int seed, CancellationToken stopping)
    {
        string self = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(self) == "dotnet"
            ? [self, typeof(VillainProcess).Assembly.Location] : [self];
        string[] numbers = [.. ((int[])[port, seconds, seed]).Select(n => n.ToString(CultureInfo.InvariantCulture))];
        var start = new ProcessStartInfo(
            "taskset", ["-c", $"{Core}", "chrt", "--idle", "0", .. host, "villain", attack.Key, .. numbers])
        {
            RedirectStandardOutput = true,
        };
        var villain = new VillainProcess(Process.Start(start) ?? throw new RunException("the villain does not start"));
        await villain.ReadUntilAsync(VillainCommand.Begin, stopping).ConfigureAwait(false);
        return villain;
    }

    /// <summary>Completes when its time is over.</summary>
    public Task EndedAsync(CancellationToken stopping) => ReadUntilAsync(VillainCommand.End, stopping);

    /// <summary>What it did. Completes when it has let go of everything.</summary>
    public async Task<VillainReport> ReportAsync(CancellationToken stopping)
    {
        string? line = await _process.StandardOutput.ReadLineAsync(stopping).ConfigureAwait(false);
        await _process.WaitForExitAsync(stopping).ConfigureAwait(false);
        return (line is null ? null : JsonSerializer.Deserialize(line, VillainReportJson.Default.VillainReport))
            ?? throw new RunException($"the villain ended with {_process.ExitCode} and no report");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private async Task ReadUntilAsync(string word, CancellationToken stopping)
    {
        string? line;
        while ((line = await _process.StandardOutput.ReadLineAsync(stopping).ConfigureAwait(false)) != word)
        {
            if (line is null)
            {
                throw new RunException("the villain ended before its time");
            }
        }
    }
}
