using System.Net;
using Elysia.Configuration;
using Elysia.Hosting;
using Elysia.Hosting.Logs;
using Elysia.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace Elysia.Commands;

/// <summary>`elysia` without a subcommand: runs the daemon until a signal ends it.</summary>
internal static class RunCommand
{
    /// <summary>Runs the daemon.</summary>
    /// <param name="error">The writer for errors that keep the daemon from starting.</param>
    /// <param name="stopping">Stops the daemon as a signal does.</param>
    /// <param name="recording">The recording to write or replay; null for none.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(TextWriter error, CancellationToken stopping, RecordingSettings? recording = null)
    {
        OptionsResult read = StartOptions.Read();
        if (read.Errors.Count > 0)
        {
            await ConfigCommand.WriteErrorsAsync(read, error).ConfigureAwait(false);
            return ExitCode.Configuration;
        }

        (DaemonOptions options, string? shortage) = DescriptorBudget.Apply(
            read.Options with { Recording = recording }, OpenFiles.Limit());
        if (!TryOpenLog(options, out LogFile? file, out string? fault))
        {
            await error.WriteLineAsync(fault).ConfigureAwait(false);
            return ExitCode.Configuration;
        }

        using IHost host = Build(options, file);
        Daemon daemon;
        try
        {
            daemon = host.Services.GetRequiredService<Daemon>();
        }
        catch (MemoryUnavailableException e)
        {
            await error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCode.Configuration;
        }

        ILogger log = host.Services.GetRequiredService<ILogger<Daemon>>();
        foreach (string warning in shortage is null ? read.Warnings : [.. read.Warnings, shortage])
        {
            log.ConfigurationWarning(warning);
        }

        using var hangup = new SighupHandler(
            [.. host.Services.GetServices<IReloadable>(), .. daemon.Reloadables], (name, wrong) => LogReload(log, name, wrong));

        // Not RunAsync: it would dispose the host, and the log with it, before a failure could be logged.
        await host.StartAsync(stopping).ConfigureAwait(false);
        await host.WaitForShutdownAsync(stopping).ConfigureAwait(false);
        return daemon.Failure switch
        {
            null => ExitCode.Ok,
            HttpListenerException e => await CannotListenAsync(read.Options, e, error).ConfigureAwait(false),
            { } bug => Crash(log, bug),
        };
    }

    private static bool TryOpenLog(DaemonOptions options, out LogFile? file, out string? fault)
    {
        (file, fault) = (null, null);
        try
        {
            file = options.LogDir is null ? null : LogFile.Open(options.LogDir);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            fault = $"ELYSIA_LOG_DIR is \"{options.LogDir}\"; no log file can be written there: {e.Message}";
        }

        return fault is null;
    }

    private static IHost Build(DaemonOptions options, LogFile? file)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.AddElysia(options, file);
        if (file is not null)
        {
            builder.Services.AddSingleton(file).AddSingleton<IReloadable>(file);
        }


        // Not AddSystemd(): its lifetime sends READY=1 before a viewer can connect, and writes to a socket that may
        // block.
        builder.Services
            .AddSingleton<ISystemdNotifier, SystemdNotifier>()
            .AddSingleton(options)
            .AddSingleton(TimeProvider.System)
            .AddSingleton<Daemon>()
            .AddHostedService(services => services.GetRequiredService<Daemon>())
            .Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(Limits.StopDeadlineSeconds))
            .Configure<ConsoleLifetimeOptions>(o => o.SuppressStatusMessages = true);
        return builder.Build();
    }

    private static async Task<int> CannotListenAsync(DaemonOptions options, HttpListenerException e, TextWriter error)
    {
        await error.WriteLineAsync(
            $"Cannot listen on {options.Host}:{options.Port}: {e.Message}. Is another program on this port? "
            + "Set ELYSIA_PORT to another port, or to 0 for a free one; ELYSIA_HOST must be an address of this machine.")
                .ConfigureAwait(false);
        return ExitCode.Unavailable;
    }

    private static void LogReload(ILogger log, string name, string? wrong)
    {
        if (wrong is null)
        {
            log.Reloaded(name);
        }
        else
        {
            log.ReloadFailed(name, wrong);
        }
    }

    private static int Crash(ILogger log, Exception bug)
    {
        log.Crashed(bug);
        return ExitCode.Software;
    }
}
