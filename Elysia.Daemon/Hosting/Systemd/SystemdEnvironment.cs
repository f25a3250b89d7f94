using System.Globalization;

namespace Elysia.Hosting.Systemd;

/// <summary>The environment variables that systemd sets for a service.</summary>
internal static class SystemdEnvironment
{
    /// <summary>Whether this process is a systemd service, so that its output goes to the journal.</summary>
    public static bool IsService { get; } =
        Environment.GetEnvironmentVariable("SYSTEMD_EXEC_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    /// <summary>The time that systemd waits for a keep-alive (WATCHDOG_USEC, meant for the process in WATCHDOG_PID);
    /// null if it does not wait for any.</summary>
    public static TimeSpan? Watchdog { get; } = ReadWatchdog(
        Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"));

    internal static TimeSpan? ReadWatchdog(string? microseconds, string? pid) =>
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value > 0
            && (string.IsNullOrEmpty(pid) || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(value) : null;
}
