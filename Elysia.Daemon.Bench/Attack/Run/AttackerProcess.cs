using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Elysia.Bench.Compare.Run;

namespace Elysia.Bench.Attack.Run;

/// <summary>An attacker in its own process on the second core with the lowest priority: it stands for a distant
/// machine, whose work must not slow the honest viewers down.</summary>
internal sealed class AttackerProcess : IDisposable
{
    private const int Core = 1;
    private readonly Process _process;

    private AttackerProcess(Process process) => _process = process;

    /// <summary>Starts an attacker and returns when it is about to begin.</summary>
    public static async Task<AttackerProcess> StartAsync(
        Attack attack, int port, int seconds, int seed, CancellationToken stopping)
    {
        string self = Environment.ProcessPath!;
        string[] host = Path.GetFileNameWithoutExtension(self) == "dotnet"
            ? [self, typeof(AttackerProcess).Assembly.Location] : [self];
        string[] numbers = [.. ((int[])[port, seconds, seed]).Select(n => n.ToString(CultureInfo.InvariantCulture))];
        var start = new ProcessStartInfo(
            "taskset", ["-c", $"{Core}", "chrt", "--idle", "0", .. host, "attacker", attack.Key, .. numbers])
        {
            RedirectStandardOutput = true,
        };
        var attacker = new AttackerProcess(Process.Start(start) ?? throw new RunException("the attacker does not start"));
        await attacker.ReadUntilAsync(AttackerCommand.Begin, stopping).ConfigureAwait(false);
        return attacker;
    }

    /// <summary>Completes when its time is over.</summary>
    public Task EndedAsync(CancellationToken stopping) => ReadUntilAsync(AttackerCommand.End, stopping);

    /// <summary>Returns the attacker's report once it has closed all connections.</summary>
    public async Task<AttackerReport> ReportAsync(CancellationToken stopping)
    {
        string? line = await _process.StandardOutput.ReadLineAsync(stopping).ConfigureAwait(false);
        await _process.WaitForExitAsync(stopping).ConfigureAwait(false);
        return (line is null ? null : JsonSerializer.Deserialize(line, AttackerReportJson.Default.AttackerReport))
            ?? throw new RunException($"the attacker ended with {_process.ExitCode} and no report");
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
                throw new RunException("the attacker ended before its time");
            }
        }
    }
}
