using Elysia.Protocol.Messages;

namespace Elysia.Fanout;

/// <summary>The end of one session: the request for it, the close frame, and the steps until the connection is
/// gone.</summary>
/// <remarks>A field of the session. <see cref="Request"/> and <see cref="IsRequested"/> are for any thread, the rest is for
/// the session's sender thread.</remarks>
internal struct SessionClosing
{
    // 0 until the end is requested, then the reason plus 1.
    private int _request;
    private volatile bool _peerClosed;

    // A send that waited for the viewer to read was completed early, so that the close frame can follow it.
    private bool _isReleased;

    // The viewer did not answer the close frame in time, and our side of the connection was shut down.
    private bool _hasHungUp;

    /// <summary>Whether the end was requested.</summary>
    public readonly bool IsRequested => Volatile.Read(in _request) != 0;

    /// <summary>The first reason that was requested. Only of meaning once <see cref="IsRequested"/>.</summary>
    public readonly CloseReason Reason => (CloseReason)(Volatile.Read(in _request) - 1);

    /// <summary>Requests the end; the first reason counts.</summary>
    public void Request(CloseReason reason)
    {
        if (reason is CloseReason.PeerClosed or CloseReason.PeerGone)
        {
            _peerClosed = true;
        }

        Interlocked.CompareExchange(ref _request, (int)reason + 1, 0);
    }

    /// <summary>Takes the next step towards the requested end while a send has not completed.</summary>
    /// <returns>Whether the session is to be ended now.</returns>
    public bool AdvanceStuck(IClientSocket socket, PendingSend send, Sender sender, long now)
    {
        CloseReason reason = Reason;
        if (reason != CloseReason.PeerGone && socket.Release())
        {
            // The kernel has buffer space: the close frame goes out behind what the viewer has not read.
            _isReleased = true;
            send.Extend(now);
            return false;
        }

        bool inVain = reason is CloseReason.PeerGone or CloseReason.SlowConsumer && !_isReleased;
        return sender.Time.GetElapsedTime(send.Since, now) > (inVain ? TimeSpan.Zero : sender.Deadlines.Close);
    }

    /// <summary>Takes the next step towards the requested end: sends the close frame, and waits for the viewer's own.</summary>
    /// <param name="begins">Whether this is the first step, with which the close frame is sent.</param>
    /// <param name="socket">The viewer's socket.</param>
    /// <param name="send">The session's send.</param>
    /// <param name="sender">The session's sender: its clock and deadlines.</param>
    /// <param name="now">Now, on the monotonic clock.</param>
    /// <returns>Whether the session is to be ended now.</returns>
    public bool Advance(bool begins, IClientSocket socket, PendingSend send, Sender sender, long now)
    {
        CloseReason reason = Reason;
        if (reason == CloseReason.PeerGone || (begins && send.Start(null, reason, now) is not null))
        {
            return true;
        }

        if (!send.IsUnderWay && _peerClosed)
        {
            return true;
        }

        if (!_hasHungUp && !send.IsUnderWay
            && sender.Time.GetElapsedTime(send.Since, now) > sender.Deadlines.Close && socket.HangUp())
        {
            _hasHungUp = true;
            send.Extend(now);
        }

        return sender.Time.GetElapsedTime(send.Since, now) > sender.Deadlines.Close;
    }
}
