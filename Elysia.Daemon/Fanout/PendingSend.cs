using System.Runtime.CompilerServices;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>The send of a session that is under way, of which there is at most one.</summary>
/// <remarks>Used only on its sender's thread, except that a send may complete on any thread, which then wakes the
/// sender.</remarks>
/// <param name="socket">The socket to send to.</param>
/// <param name="wake">Called when a send that did not complete at once has completed.</param>
internal sealed class PendingSend(IClientSocket socket, Action wake)
{
    private ValueTaskAwaiter _send;
    private Action? _onSent;
    private volatile bool _sent;

    /// <summary>Whether a send has begun and its result has not been taken yet.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Whether the send under way has completed, so that only <see cref="TakeFault"/> is left to do.</summary>
    public bool HasCompleted => _sent;

    /// <summary>The time at which the last send began, or was extended, on the monotonic clock.</summary>
    public long Since { get; private set; }

    /// <summary>Starts a send: of the frame, or of the close frame when <paramref name="frame"/> is null.</summary>
    /// <returns>The exception of a send that failed at once, or null.</returns>
    public Exception? Start(Frame? frame, CloseReason reason, long now)
    {
        Since = now;
        _sent = false;
        try
        {
#pragma warning disable CA2012 // Consumed once, in Take, by the thread that started it: that is what "at most one send" means.
            _send = (frame is null ? socket.CloseOutputAsync(reason) : socket.SendAsync(frame)).GetAwaiter();
#pragma warning restore CA2012
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            return e;
        }

        if (_send.IsCompleted)
        {
            return TakeFault();
        }

        IsUnderWay = true;
        _send.UnsafeOnCompleted(_onSent ??= OnSent);
        return null;
    }

    /// <summary>Restarts the clock of the send under way, as if it had begun now.</summary>
    public void Extend(long now) => Since = now;

    /// <summary>Takes the result of a send that has completed.</summary>
    /// <returns>The exception of a failed send, or null.</returns>
    public Exception? TakeFault()
    {
        IsUnderWay = false;
        try
        {
            _send.GetResult();
            return null;
        }
        catch (Exception e) when (SocketFaults.IsExpected(e))
        {
            return e;
        }
    }

    private void OnSent()
    {
        _sent = true;
        wake();
    }
}
