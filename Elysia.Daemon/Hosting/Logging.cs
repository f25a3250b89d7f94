using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Hosting.Logs;
using Elysia.Hosting.Systemd;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Elysia.Hosting;

/// <summary>Configures the format, level and destinations of the log: journal format under systemd, readable text on a
/// terminal, JSON by option, and a file as well if a folder is set.</summary>
internal static class Logging
{
    /// <summary>Configures logging according to the options.</summary>
    /// <param name="logging">The host's logging builder.</param>
    /// <param name="options">The options.</param>
    /// <param name="file">The log file; null if there is none.</param>
    public static ILoggingBuilder AddElysia(this ILoggingBuilder logging, DaemonOptions options, LogFile? file = null)
    {
        logging.ClearProviders();
        logging.SetMinimumLevel(Level(options.LogLevel));

        // The host's own messages ("Application started. Press Ctrl+C") add nothing to the daemon's.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        if (file is not null)
        {
            logging.Services.AddSingleton<ILoggerProvider>(services => new FileLoggerProvider(
                file, options.LogFormat == LogFormat.Json ? JsonOf(services) : null,
                services.GetRequiredService<TimeProvider>()));
        }

        return FormatOf(options.LogFormat) switch
        {
            LogFormat.Journal => logging.AddSystemdConsole(),
            LogFormat.Json => logging.AddJsonConsole(o =>
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

    private static LogFormat FormatOf(LogFormat format) => format != LogFormat.Auto ? format
        : SystemdEnvironment.IsService ? LogFormat.Journal : LogFormat.Console;

    private static LogLevel Level(LogThreshold threshold) => threshold switch
    {
        LogThreshold.Debug => LogLevel.Debug,
        LogThreshold.Warning => LogLevel.Warning,
        LogThreshold.Error => LogLevel.Error,
        LogThreshold.Critical => LogLevel.Critical,
        LogThreshold.None => LogLevel.None,
        _ => LogLevel.Information,
    };
}
