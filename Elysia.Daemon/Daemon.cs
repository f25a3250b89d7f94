using Elysia.Configuration;
using Elysia.Hosting;
using Elysia.Hosting.Logs;
using Elysia.Hosting.Systemd;
using Elysia.Monitoring.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace Elysia;

/// <summary>Starts the parts of the daemon in the order in which data flows through them, supervises them, and stops
/// them: viewers first, then the server, the ticks and the engines.</summary>
internal sealed class Daemon : BackgroundService
{
    private readonly DaemonServices _services;
    private readonly NotificationQueue _notifications;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _time;
    private readonly ILogger<Daemon> _log;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Builds the daemon without running it.</summary>
    public Daemon(
        DaemonOptions options, ISystemdNotifier notifier, IHostApplicationLifetime lifetime, TimeProvider time,
            ILoggerFactory logs, LogFile? file = null)
    {
        (_lifetime, _time, _log) = (lifetime, time, logs.CreateLogger<Daemon>());
        _notifications = new NotificationQueue(notifier, _log.NotifyFailed);
        _services = new DaemonServices(options, time, logs, file);
        _services.Meter.Meter.Count("elysia_notifications_missed_total", "Notifications that never reached systemd, because "
            + "it did not read them or its socket is gone.", () => _notifications.Missed);
    }

    /// <summary>Completes with the address of the page once viewers can connect and the tick loop runs.</summary>
    public Task<Uri> Ready => _ready.Task;

    /// <summary>The failure that ended the daemon; null while it runs and after an orderly stop.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The components that SIGHUP reloads, in this order.</summary>
    public IReadOnlyList<IReloadable> Reloadables => _services.Reloadables;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var engines = new CancellationTokenSource();
        List<Task> running = [];
        try
        {
            if (_services.Memory is { } memory)
            {
                running.Add(memory.RunAsync(engines.Token));
            }

            if (_services.Recorder is { } recorder)
            {
                running.Add(recorder.RunAsync(engines.Token));
            }

            running.Add(_services.Emotion.RunAsync(engines.Token));
            running.Add(_services.Conversation.RunAsync(engines.Token));
            running.Add(_services.Replies.RunAsync(engines.Token));
            running.Add(_services.HeapTrimmer.RunAsync(engines.Token));
            if (_services.Auth.IsOn)
            {
                running.Add(_services.Auth.Keys.RunAsync(engines.Token));
                running.Add(_services.TokenExpiry.RunAsync(engines.Token));
            }

            running.Add(_services.Monitoring.Monitor.RunAsync(engines.Token));
            running.Add(_services.Hub.Completion);
            running.Add(_services.Ticks.Completion);
            _services.Ticks.Start();
            Uri address = await _services.Server.StartAsync().ConfigureAwait(false);
            await _services.Ticks.FirstTick.ConfigureAwait(false);
            Announce(address, running, engines.Token);

            // Each of these tasks runs until it is cancelled; the first one that completes by itself has failed.
            Task stop = Task.Delay(Timeout.InfiniteTimeSpan, _time, stoppingToken);
            Task ended = await Task.WhenAny([stop, _services.Server.Completion, .. running]).ConfigureAwait(false);
            if (ended != stop)
            {
                await ended.ConfigureAwait(false);
                throw new InvalidOperationException("A part of the daemon ended by itself.");
            }
        }
#pragma warning disable CA1031 // Keeps the first failure of any part for Program.cs to report.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Failure = e;
            _ready.TrySetException(e);
        }

        if (Failure is null)
        {
            await StopAsync(running, engines).ConfigureAwait(false);
        }

        // After a failure nothing is cleaned up: a broken component cannot be trusted to stop, and the process ends now.
        _lifetime.StopApplication();
    }

    private void Announce(Uri address, List<Task> running, CancellationToken stopping)
    {
        _log.Awake(Hosting.Version.Text, _services.Ticks.Counters.RateHz, address);
        var watchdog = new Watchdog(_notifications, () => _services.Ticks.Counters.Ticks, Status);
        _notifications.Post($"READY=1\n{watchdog.Message(watched: false)}");
        if (_notifications.IsEnabled)
        {
            running.Add(watchdog.RunAsync(SystemdEnvironment.Watchdog, _time, stopping));
        }

        _ready.TrySetResult(address);
    }

    private string Status() =>
        $"{_services.Hub.Viewers} viewers, {_services.Ticks.Counters.RateHz} Hz, tick {_services.Ticks.Counters.Ticks}, "
            + $"{_services.Ticks.Counters.Skipped} skipped";

    private async Task StopAsync(List<Task> running, CancellationTokenSource engines)
    {
        _notifications.Post("STOPPING=1");
        _log.Stopping(_services.Hub.Viewers);

        // From here on /ready and new WebSocket requests answer 503, until every viewer is gone.
        _services.Monitoring.Readiness.Drain();
        using (var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(Limits.DrainDeadlineSeconds), _time))
        {
            // The tick loop still runs: its wake-ups make the senders check their deadlines.
            await _services.Hub.DrainAsync(deadline.Token).ConfigureAwait(false);
        }

        _services.Server.StopAccepting();
        _services.Ticks.Stop();
        await engines.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running).ConfigureAwait(false);
        await _notifications.CloseAsync(_time).ConfigureAwait(false);
        _services.Server.Dispose();
        _services.AdmissionControl.Dispose();
        _services.Voices.Dispose();
        _services.Monitoring.Dispose();
        _services.Meter.Dispose();
        _log.Stopped(_services.Ticks.Counters.Ticks, _services.Ticks.Counters.Skipped);
    }
}
