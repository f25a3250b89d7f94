namespace Elysia.Hosting.Systemd;

/// <summary>Sends keep-alives to systemd, but only while ticks are taken: a daemon whose face stands still must be
/// restarted.</summary>
/// <param name="notifications">The queue of notifications to systemd.</param>
/// <param name="tick">Returns the number of the last tick.</param>
/// <param name="status">Returns the text that `systemctl status` shows.</param>
internal sealed class Watchdog(NotificationQueue notifications, Func<long> tick, Func<string> status)
{
    private long _lastTick = -1;

    /// <summary>Sends notifications until <paramref name="stopping"/> is cancelled: STATUS always, WATCHDOG if systemd
    /// asked for it.</summary>
    /// <param name="limit">The time that systemd waits for a keep-alive; null if it does not wait for any.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="stopping">Cancelled when the daemon stops.</param>
    public async Task RunAsync(TimeSpan? limit, TimeProvider time, CancellationToken stopping)
    {
        if (!notifications.IsEnabled)
        {
            return;
        }

        // Half the limit, as sd_watchdog_enabled(3) recommends; without a limit every ten seconds, for STATUS alone.
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

    /// <summary>Returns the next notification.</summary>
    /// <param name="watched">Whether systemd waits for keep-alives.</param>
    public string Message(bool watched)
    {
        long now = tick();
        bool moved = now != _lastTick;
        _lastTick = now;
        return watched && moved ? $"STATUS={status()}\nWATCHDOG=1" : $"STATUS={status()}";
    }
}
