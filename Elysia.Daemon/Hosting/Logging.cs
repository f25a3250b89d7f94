using Elysia.Configuration;
using Elysia.Hosting.Logs;
using Elysia.Hosting.Systemd;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Elysia.Hosting;

/// <summary>How log lines look, which are written and where: journal style under systemd, readable on a terminal, JSON by
/// option; into files as well where a folder is named.</summary>
public static class Logging
{
    private const string Json = "json";

    /// <summary>Sets up the log for the options.</summary>
    /// <param name="logging">The host's log.</param>
    /// <param name="options">The options.</param>
    /// <param name="file">The log file; null for none.</param>
    public static ILoggingBuilder AddElysia(this ILoggingBuilder logging, DaemonOptions options, LogFile? file = null)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(Level(options.LogLevel));

        // The host's own lines ("Application started. Press Ctrl+C") say nothing that ours do not.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        if (file is not null)
        {
            logging.Services.AddSingleton<ILoggerProvider>(services => new FileLoggerProvider(
                file, options.LogFormat == Json ? JsonOf(services) : null, services.GetRequiredService<TimeProvider>()));
        }

        return FormatOf(options.LogFormat) switch
        {
            "journal" => logging.AddSystemdConsole(),
            Json => logging.AddJsonConsole(o =>
            {
                o.UseUtcTimestamp = true;
                o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
            }),
            _ => logging.AddSimpleConsole(o =>
            {
                o.SingleLine = true;
                o.TimestampFormat = "HH:mm:ss.fff ";
                o.ColorBehavior = LoggerColorBehavior.Default;
            }),
        };
    }

    private static ConsoleFormatter JsonOf(IServiceProvider services) =>
        services.GetServices<ConsoleFormatter>().First(f => f.Name == ConsoleFormatterNames.Json);

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
