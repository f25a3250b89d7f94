using System.Globalization;

namespace Elysia.Hosting.Systemd;

/// <summary>What systemd tells a service through its environment.</summary>
internal static class SystemdEnvironment
{
    /// <summary>Whether this process is a service of systemd: then its output goes to the journal.</summary>
    public static bool IsService { get; } =
        Environment.GetEnvironmentVariable("SYSTEMD_EXEC_PID") == Environment.ProcessId.ToString(CultureInfo.InvariantCulture)
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    /// <summary>How long systemd waits for a sign of life (WATCHDOG_USEC, meant for this process by WATCHDOG_PID); null for for
    /// ever.</summary>
    public static TimeSpan? Watchdog { get; } = ReadWatchdog(
        Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"));

    internal static TimeSpan? ReadWatchdog(string? microseconds, string? pid) =>
        long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value > 0
            && (string.IsNullOrEmpty(pid) || pid == Environment.ProcessId.ToString(CultureInfo.InvariantCulture))
            ? TimeSpan.FromMicroseconds(value) : null;
}
