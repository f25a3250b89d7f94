using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting.Systemd;

namespace Elysia.Hosting.Systemd;

/// <summary>Sends notifications to systemd, in order, from a dedicated thread.</summary>
/// <remarks>A send blocks while the socket's buffer is full, until systemd reads from it. Only this thread may block on
/// that: start, tick and stop queue a notification and go on.</remarks>
internal sealed class NotificationQueue
{
    /// <summary>The maximum number of notifications that wait; further ones are dropped and counted as
    /// missed.</summary>
    public const int Capacity = 16;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromMilliseconds(250);

    // A full queue refuses the newest notification: the oldest may be READY=1, without which systemd considers the
    // start failed.
    private readonly Channel<string> _waiting = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private readonly TaskCompletionSource _allSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ISystemdNotifier _notifier;
    private readonly Action<string> _onMissed;
    private long _missed;

    /// <summary>Creates the queue, and starts its thread if systemd listens.</summary>
    /// <param name="notifier">The notification socket of systemd.</param>
    /// <param name="onMissed">Receives the reason each time a notification does not reach systemd.</param>
    public NotificationQueue(ISystemdNotifier notifier, Action<string> onMissed)
    {
        (_notifier, _onMissed) = (notifier, onMissed);
        if (IsEnabled)
        {
            new Thread(Run) { Name = "elysia-systemd", IsBackground = true }.Start();
        }
        else
        {
            _allSent.SetResult();
        }
    }

    /// <summary>Whether systemd listens.</summary>
    public bool IsEnabled => _notifier.IsEnabled;

    /// <summary>The number of notifications that never reached systemd, because the queue was full or the socket
    /// refused them.</summary>
    public long Missed => Interlocked.Read(ref _missed);

    /// <summary>Queues a state such as READY=1. Never waits.</summary>
    public void Post(string state)
    {
        if (IsEnabled && !_waiting.Writer.TryWrite(state))
        {
            Miss("systemd has not read the ones before it");
        }
    }

    /// <summary>Accepts no more notifications and gives the waiting ones a moment (250 ms) to be sent.</summary>
    /// <param name="time">The daemon's clock.</param>
    public Task CloseAsync(TimeProvider time)
    {
        _waiting.Writer.TryComplete();
        return Task.WhenAny(_allSent.Task, Task.Delay(CloseTimeout, time));
    }

    private void Run()
    {
        while (_waiting.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (_waiting.Reader.TryRead(out string? state))
            {
                Send(state);
            }
        }

        _allSent.SetResult();
    }

    private void Send(string state)
    {
        try
        {
            _notifier.Notify(new ServiceState(state));
        }
        catch (Exception e) when (e is SocketException or ArgumentException)
        {
            Miss(e.Message);
        }
    }

    private void Miss(string why)
    {
        Interlocked.Increment(ref _missed);
        _onMissed(why);
    }
}
