namespace Elysia.Hosting.Systemd;

/// <summary>Gives systemd its sign of life, but only while the tick moves: a daemon whose face stands still is to be
/// restarted.</summary>
/// <param name="notifications">The way to systemd.</param>
/// <param name="tick">The number of the last tick.</param>
/// <param name="status">What the operator reads in `systemctl status`.</param>
internal sealed class Watchdog(NotificationQueue notifications, Func<long> tick, Func<string> status)
{
    private long _lastTick = -1;

    /// <summary>Works until <paramref name="stopping"/> is cancelled: STATUS always, WATCHDOG where systemd asked for
    /// it.</summary>
    /// <param name="limit">How long systemd waits; null when it does not.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="stopping">Ends it.</param>
    public async Task RunAsync(TimeSpan? limit, TimeProvider time, CancellationToken stopping)
    {
        if (!notifications.IsEnabled)
        {
            return;
        }

        // Half the limit, as sd_watchdog_enabled(3) recommends; without a limit every ten seconds, for the status alone.
        using var timer = new PeriodicTimer(limit is { } wait ? wait / 2 : TimeSpan.FromSeconds(10), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false))
            {
                notifications.Post(Message(limit is not null));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The daemon stops.
        }
    }

    /// <summary>What to tell systemd now.</summary>
    /// <param name="watched">Whether systemd waits for a sign of life.</param>
    public string Message(bool watched)
    {
        long now = tick();
        bool moved = now != _lastTick;
        _lastTick = now;
        return watched && moved ? $"STATUS={status()}\nWATCHDOG=1" : $"STATUS={status()}";
    }
}
