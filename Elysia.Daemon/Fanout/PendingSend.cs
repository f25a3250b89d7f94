using System.Runtime.CompilerServices;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>The one send of a session that may be under way.</summary>
/// <remarks>Its sender's thread only, but for the end of a send, which comes from any thread and wakes the sender.</remarks>
/// <param name="socket">Where to.</param>
/// <param name="wake">Called when a send that did not complete at once has completed.</param>
internal sealed class PendingSend(IClientSocket socket, Action wake)
{
    private ValueTaskAwaiter _send;
    private Action? _onSent;
    private volatile bool _sent;

    /// <summary>Whether a send has begun and its result was not taken yet.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Whether the send under way waits for nothing but <see cref="TakeFault"/>.</summary>
    public bool HasCompleted => _sent;

    /// <summary>When the last send began, or was extended, on the monotonic clock.</summary>
    public long Since { get; private set; }

    /// <summary>Starts a send: of a frame, or without one of the close frame.</summary>
    /// <returns>What went wrong at once, or null.</returns>
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

    /// <summary>The send under way counts as begun now.</summary>
    public void Extend(long now) => Since = now;

    /// <summary>Takes the result of a send that has completed.</summary>
    /// <returns>What went wrong, or null.</returns>
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
