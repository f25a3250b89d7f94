using System.Net.Sockets;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting.Systemd;

namespace Elysia.Hosting.Systemd;

/// <summary>Sends notifications to systemd, in order, from a thread of its own.</summary>
/// <remarks>A send blocks while the socket's buffer is full, for as long as nobody reads it. Only this thread may hang on that:
/// start, tick and stop hand a notification over and go on.</remarks>
internal sealed class NotificationQueue
{
    /// <summary>Notifications that may wait; more are missed.</summary>
    public const int Capacity = 16;

    private static readonly TimeSpan ClosePatience = TimeSpan.FromMilliseconds(250);

    // A full queue refuses the newest: the oldest may be READY=1, without which systemd gives up the start.
    private readonly Channel<string> _waiting = Channel.CreateBounded<string>(
        new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private readonly TaskCompletionSource _allSent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ISystemdNotifier _notifier;
    private readonly Action<string> _onMissed;
    private long _missed;

    /// <summary>A queue, and its thread where systemd listens.</summary>
    /// <param name="notifier">The socket of systemd.</param>
    /// <param name="onMissed">Told why a notification does not reach systemd.</param>
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

    /// <summary>Notifications that never reached systemd: the queue was full, or the socket refused them.</summary>
    public long Missed => Interlocked.Read(ref _missed);

    /// <summary>Sends a state, such as READY=1, soon. Never waits.</summary>
    public void Post(string state)
    {
        if (IsEnabled && !_waiting.Writer.TryWrite(state))
        {
            Miss("systemd has not read the ones before it");
        }
    }

    /// <summary>Takes no more notifications and gives those that wait a moment to leave.</summary>
    /// <param name="time">The daemon's clock.</param>
    public Task CloseAsync(TimeProvider time)
    {
        _waiting.Writer.TryComplete();
        return Task.WhenAny(_allSent.Task, Task.Delay(ClosePatience, time));
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
