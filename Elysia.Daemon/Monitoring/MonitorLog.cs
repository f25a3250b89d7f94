using Elysia.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Elysia.Monitoring;

/// <summary>Log events of monitoring: 700 to 799.</summary>
internal static partial class MonitorLog
{
    [LoggerMessage(EventIds.LogLinesLost, LogLevel.Warning,
        "{Lines} lines are missing from the log file: its disk is full or too slow")]
    public static partial void LogLinesLost(this ILogger log, long lines);

    [LoggerMessage(EventIds.AlertRaised, LogLevel.Warning, "Alert {Alert} raised: {Text}")]
    public static partial void AlertRaised(this ILogger log, string alert, string text);

    [LoggerMessage(EventIds.AlertCleared, LogLevel.Information, "Alert {Alert} cleared: {Text}")]
    public static partial void AlertCleared(this ILogger log, string alert, string text);

    [LoggerMessage(EventIds.OtlpFailed, LogLevel.Warning,
        "Metrics do not reach the OTLP collector {Endpoint}: {Fault}")]
    public static partial void OtlpFailed(this ILogger log, Uri endpoint, string fault);
}
