using Elysia.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Elysia.Hosting;

/// <summary>Log events of the daemon as a whole: 1 to 99.</summary>
internal static partial class DaemonLog
{
    [LoggerMessage(EventIds.Awake, LogLevel.Information,
        "Elysia {Version} is awake: the face ticks at {RateHz} Hz, open {Page}")]
    public static partial void Awake(this ILogger log, string version, int rateHz, Uri page);

    [LoggerMessage(EventIds.Stopping, LogLevel.Information, "Stopping: closing the connections of {Viewers} viewers")]
    public static partial void Stopping(this ILogger log, int viewers);

    [LoggerMessage(EventIds.Stopped, LogLevel.Information, "Stopped after {Ticks} ticks, {Skipped} skipped")]
    public static partial void Stopped(this ILogger log, long ticks, long skipped);

    [LoggerMessage(EventIds.ConfigurationWarning, LogLevel.Warning, "{Warning}")]
    public static partial void ConfigurationWarning(this ILogger log, string warning);

    [LoggerMessage(EventIds.Crashed, LogLevel.Critical, "A bug in the daemon ended it")]
    public static partial void Crashed(this ILogger log, Exception exception);

    [LoggerMessage(EventIds.FallbackTimer, LogLevel.Warning,
        "clock_nanosleep is not available; the tick loop uses .NET's timer")]
    public static partial void FallbackTimer(this ILogger log);

    [LoggerMessage(EventIds.ResponderFailed, LogLevel.Warning, "An answer could not be generated; the viewer was told so")]
    public static partial void ResponderFailed(this ILogger log, Exception exception);

    [LoggerMessage(EventIds.NotifyFailed, LogLevel.Warning, "The notification to systemd failed: {Message}")]
    public static partial void NotifyFailed(this ILogger log, string message);

    [LoggerMessage(EventIds.Reloaded, LogLevel.Information, "SIGHUP: reloaded {Name}")]
    public static partial void Reloaded(this ILogger log, string name);

    [LoggerMessage(EventIds.ReloadFailed, LogLevel.Error,
        "SIGHUP: {Name} could not be reloaded and stays as it was: {Fault}")]
    public static partial void ReloadFailed(this ILogger log, string name, string fault);
}
