using Elysia.Configuration;
using Elysia.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Elysia.Hosting;

/// <summary>How log lines look and which are written: journal style under systemd, readable on a terminal, JSON by
/// option.</summary>
public static class Logging
{
    /// <summary>Sets up the log for the options.</summary>
    public static ILoggingBuilder AddElysia(this ILoggingBuilder logging, DaemonOptions options)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(Level(options.LogLevel));

        // The host's own lines ("Application started. Press Ctrl+C") say nothing that ours do not.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        return FormatOf(options.LogFormat) switch
        {
            "journal" => logging.AddSystemdConsole(),
            "json" => logging.AddJsonConsole(o => o.UseUtcTimestamp = true),
            _ => logging.AddSimpleConsole(o =>
            {
                o.SingleLine = true;
                o.TimestampFormat = "HH:mm:ss.fff ";
                o.ColorBehavior = LoggerColorBehavior.Default;
            }),
        };
    }

    private static string FormatOf(string format) =>
        format == "auto" ? (SystemdEnvironment.IsService ? "journal" : "console") : format;

    private static LogLevel Level(string level) => level switch
    {
        "debug" => LogLevel.Debug,
        "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        "critical" => LogLevel.Critical,
        "none" => LogLevel.None,
        _ => LogLevel.Information,
    };
}
