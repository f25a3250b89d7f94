using System.ComponentModel;
using System.Diagnostics;
using Elysia.Hosting;

namespace Elysia.Doctor;

/// <summary>Checks the state of the service in systemd. Reports nothing if there is no systemd or no such
/// service.</summary>
/// <param name="show">Returns the properties that `systemctl show` prints, one NAME=value per line; null if systemd
/// cannot be asked.</param>
internal sealed class ServiceCheck(Func<Task<string?>> show) : ICheck
{
    private const string Subject = "service";
    private const string Properties = "LoadState,ActiveState,SubState,Result,ExecMainStatus,NRestarts,UnitFileState";
    private const string Journal = "journalctl -u elysia-avatar -n 50";

    /// <summary>Asks systemd on this machine.</summary>
    public static async Task<string?> ShowAsync()
    {
        try
        {
            using Process? systemctl = Process.Start(new ProcessStartInfo("systemctl",
                ["show", "elysia-avatar", $"--property={Properties}"])
            { RedirectStandardOutput = true, RedirectStandardError = true });
            return systemctl is null ? null : await systemctl.StandardOutput.ReadToEndAsync().ConfigureAwait(false);
        }
        catch (Win32Exception)
        {
            // There is no systemctl on this machine.
            return null;
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        Dictionary<string, string> unit = (await show().ConfigureAwait(false) ?? "").Split('\n')
            .Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        string Of(string name) => unit.GetValueOrDefault(name, "");
        return Of("LoadState") != "loaded" ? []
        :
        [
            State(Of("ActiveState"), Of("SubState"), Of("Result"), Of("ExecMainStatus")),
            .. Restarts(Of("NRestarts")),
            .. Of("UnitFileState") is "disabled" ? (Finding[])[Finding.Warning(
                Subject, "The service does not start at boot.", "sudo systemctl enable elysia-avatar")] : [],
        ];
    }

    private static Finding State(string state, string part, string result, string status) => (state, status) switch
    {
        ("active", _) => Finding.Ok(Subject, "The service is running."),
        (_, var code) when code == $"{ExitCode.Configuration}" => Finding.Problem(Subject,
            "The service does not start, because its configuration is wrong (78).", $"Every error is in: {Journal}"),
        (_, var code) when code == $"{ExitCode.Unavailable}" => Finding.Problem(Subject,
            "The service cannot listen on its address (69); systemd keeps restarting it.", $"See: {Journal}"),
        ("activating", _) => Finding.Problem(Subject, $"The service keeps restarting ({part}, last result {result}, status "
            + $"{status}).", $"See the reason: {Journal}"),
        ("failed", _) => Finding.Problem(
            Subject, $"The service failed ({result}, status {status}).", $"See the reason: {Journal}"),
        _ => Finding.Problem(Subject, $"The service is not running ({state}).", "sudo systemctl start elysia-avatar"),
    };

    private static IEnumerable<Finding> Restarts(string count) => count is "" or "0" ? []
        : [Finding.Warning(Subject, $"systemd has had to restart the daemon {count} times.",
            "To see whether a crash, a kill or the watchdog ended it: "
                + "journalctl -u elysia-avatar | grep 'Main process exited' -B 3")];
}
