using Elysia.Configuration;
using Elysia.Hosting;
using Elysia.Hosting.Logs;
using Elysia.Hosting.Systemd;
using Elysia.Monitoring.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;

namespace Elysia;

/// <summary>Starts the rooms in the order of the flow, watches over them, stops them in reverse.</summary>
internal sealed class Daemon : BackgroundService
{
    private readonly DaemonServices _rooms;
    private readonly NotificationQueue _notifications;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly TimeProvider _time;
    private readonly ILogger<Daemon> _log;
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>A daemon that is not running yet.</summary>
    public Daemon(
        DaemonOptions options, ISystemdNotifier notifier, IHostApplicationLifetime lifetime, TimeProvider time,
            ILoggerFactory logs, LogFile? file = null)
    {
        (_lifetime, _time, _log) = (lifetime, time, logs.CreateLogger<Daemon>());
        _notifications = new NotificationQueue(notifier, _log.NotifyFailed);
        _rooms = new DaemonServices(options, time, logs, file);
        _rooms.Meter.Meter.Count("elysia_notifications_missed_total", "Notifications that never reached systemd: it did not "
            + "read them, or its socket is gone.", () => _notifications.Missed);
    }

    /// <summary>Completes with the address of the page when viewers can connect and the face ticks.</summary>
    public Task<Uri> Ready => _ready.Task;

    /// <summary>Why the daemon ended by itself; null while it runs and after an orderly stop.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>What SIGHUP reads again, in this order.</summary>
    public IReadOnlyList<IReloadable> Reloadables => _rooms.Reloadables;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var engines = new CancellationTokenSource();
        List<Task> running = [];
        try
        {
            if (_rooms.Memory is { } memory)
            {
                running.Add(memory.RunAsync(engines.Token));
            }

            if (_rooms.Recorder is { } recorder)
            {
                running.Add(recorder.RunAsync(engines.Token));
            }

            running.Add(_rooms.Emotion.RunAsync(engines.Token));
            running.Add(_rooms.Conversation.RunAsync(engines.Token));
            running.Add(_rooms.Replies.RunAsync(engines.Token));
            running.Add(_rooms.HeapTrimmer.RunAsync(engines.Token));
            if (_rooms.Auth.IsOn)
            {
                running.Add(_rooms.Auth.Keys.RunAsync(engines.Token));
                running.Add(_rooms.TokenExpiry.RunAsync(engines.Token));
            }

            running.Add(_rooms.Monitoring.Monitor.RunAsync(engines.Token));
            running.Add(_rooms.Hub.Completion);
            running.Add(_rooms.Ticks.Completion);
            _rooms.Ticks.Start();
            Uri address = await _rooms.Server.StartAsync().ConfigureAwait(false);
            await _rooms.Ticks.FirstTick.ConfigureAwait(false);
            Announce(address, running, engines.Token);

            // Every one of these runs until it is told to stop; the first that ends by itself has failed.
            Task stop = Task.Delay(Timeout.InfiniteTimeSpan, _time, stoppingToken);
            Task ended = await Task.WhenAny([stop, _rooms.Server.Completion, .. running]).ConfigureAwait(false);
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
            await LeaveAsync(running, engines).ConfigureAwait(false);
        }

        // After a failure nothing is tidied: what is broken cannot be trusted to end well, and the process ends now.
        _lifetime.StopApplication();
    }

    private void Announce(Uri address, List<Task> running, CancellationToken stopping)
    {
        _log.Awake(Hosting.Version.Text, _rooms.Ticks.Counters.RateHz, address);
        var watchdog = new Watchdog(_notifications, () => _rooms.Ticks.Counters.Ticks, Status);
        _notifications.Post($"READY=1\n{watchdog.Message(watched: false)}");
        if (_notifications.IsEnabled)
        {
            running.Add(watchdog.RunAsync(SystemdEnvironment.Watchdog, _time, stopping));
        }

        _ready.TrySetResult(address);
    }

    private string Status() =>
        $"{_rooms.Hub.Viewers} viewers, {_rooms.Ticks.Counters.RateHz} Hz, tick {_rooms.Ticks.Counters.Ticks}, "
            + $"{_rooms.Ticks.Counters.Skipped} skipped";

    private async Task LeaveAsync(List<Task> running, CancellationTokenSource engines)
    {
        _notifications.Post("STOPPING=1");
        _log.Stopping(_rooms.Hub.Viewers);

        // From now on /ready says so, and who asks for a WebSocket is told to come back: until everybody is gone.
        _rooms.Monitoring.Readiness.Drain();
        using (var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(Limits.DrainDeadlineSeconds), _time))
        {
            // The tick still runs: the senders look at their deadlines when it wakes them.
            await _rooms.Hub.DrainAsync(deadline.Token).ConfigureAwait(false);
        }

        _rooms.Server.StopAccepting();
        _rooms.Ticks.Stop();
        await engines.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running).ConfigureAwait(false);
        await _notifications.CloseAsync(_time).ConfigureAwait(false);
        _rooms.Server.Dispose();
        _rooms.AdmissionControl.Dispose();
        _rooms.Voices.Dispose();
        _rooms.Monitoring.Dispose();
        _rooms.Meter.Dispose();
        _log.Stopped(_rooms.Ticks.Counters.Ticks, _rooms.Ticks.Counters.Skipped);
    }
}
