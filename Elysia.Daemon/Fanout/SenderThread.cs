using Elysia.Diagnostics;
using Elysia.Hosting;

namespace Elysia.Fanout;

/// <summary>Runs one <see cref="Sender"/> on a thread of its own: sleeps until it is signalled, then takes a
/// turn.</summary>
internal sealed class SenderThread
{
    private readonly EventFd _signal = new();
    private readonly BackgroundThread _thread;
    private volatile bool _stopping;

    internal SenderThread(
        int number, SessionDeadlines deadlines, TimeProvider time, Action<ClientSession> onEnded, DaemonMeter? meter = null)
    {
        Sender = new Sender(deadlines, time, onEnded, _signal.Signal, meter);
        _thread = new BackgroundThread($"elysia-send-{number}", Run);
        _thread.Start();
    }

    /// <summary>The sender.</summary>
    public Sender Sender { get; }

    /// <summary>Completes when the thread has ended; faults when it ended by a bug.</summary>
    public Task Completion => _thread.Completion;

    /// <summary>Stops the thread and ends the remaining sessions.</summary>
    internal void Stop()
    {
        _stopping = true;
        _signal.Signal();
    }

    private void Run()
    {
        ThreadScheduling.TryTake();
        while (!_stopping)
        {
            _signal.Wait();
            Sender.Turn();
        }

        Sender.End();
    }
}
