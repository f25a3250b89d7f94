using Elysia.Protocol.Messages;

namespace Elysia.Fanout;

/// <content>How a session ends: asked to, because the viewer does not read, or because it is gone.</content>
internal sealed partial class ClientSession
{
    private int _closeRequest;
    private volatile bool _peerClosed;

    // Sender thread only: a send that waited for the viewer to read was let go, so that a close frame can follow.
    private bool _isReleased;

    // Sender thread only: it did not answer our close frame.
    private bool _isHungUp;

    /// <summary>Asks for the end of the session; the first reason counts. Any thread. Await <see cref="Ended"/> for the
    /// end.</summary>
    public void Close(CloseReason reason)
    {
        if (reason is CloseReason.PeerClosed or CloseReason.PeerGone)
        {
            _peerClosed = true;
        }

        Interlocked.CompareExchange(ref _closeRequest, (int)reason + 1, 0);
        Wake();
    }

    /// <summary>Ends the session here and now, whatever is under way. Sender thread only.</summary>
    internal void End(CloseReason reason)
    {
        if (_phase == SessionPhase.Ended)
        {
            return;
        }

        _phase = SessionPhase.Ended;
        _socket.Abort();
        _sender.Counters.Closed(reason);
        _ended.TrySetResult(reason);
    }

    /// <summary>Looks whether the viewer still reads; one that does not is closed. Sender thread only.</summary>
    internal void KeepAlive(long now)
    {
        if (_phase < SessionPhase.Closing && Volatile.Read(ref _closeRequest) == 0 && !_socket.StillReads(now))
        {
            Close(CloseReason.SlowConsumer);
        }
    }

    /// <summary>A send has not completed. Nothing to do but to look at the clock, and whether there is still somebody to wait
    /// for.</summary>
    private bool ServiceStuck(long now)
    {
        if (Volatile.Read(ref _closeRequest) == 0)
        {
            TimeSpan stuck = _sender.Time.GetElapsedTime(_send.Since, now);
            Stuck(stuck);
            if (stuck <= _sender.Deadlines.Send)
            {
                return true;
            }

            Close(CloseReason.SlowConsumer);
        }

        var reason = (CloseReason)(Volatile.Read(ref _closeRequest) - 1);
        if (reason != CloseReason.PeerGone && _socket.Release())
        {
            // The kernel has room: the close frame goes out behind what the viewer has not read.
            _isReleased = true;
            _send.Extend(now);
            return true;
        }

        bool inVain = reason is CloseReason.PeerGone or CloseReason.SlowConsumer && !_isReleased;
        return CheckDeadline(now, inVain ? TimeSpan.Zero : _sender.Deadlines.Close, reason);
    }

    private bool ServiceClose(long now)
    {
        int request = Volatile.Read(ref _closeRequest);
        if (request == 0)
        {
            return true;
        }

        var reason = (CloseReason)(request - 1);
        if (reason == CloseReason.PeerGone)
        {
            End(reason);
            return false;
        }

        if (_phase != SessionPhase.Closing)
        {
            _phase = SessionPhase.Closing;
            if (_send.Start(null, reason, now) is not null)
            {
                End(reason);
            }
        }

        if (!_send.IsUnderWay && _peerClosed)
        {
            End(reason);
        }

        if (!_isHungUp && !_send.IsUnderWay && _phase == SessionPhase.Closing
            && _sender.Time.GetElapsedTime(_send.Since, now) > _sender.Deadlines.Close && _socket.HangUp())
        {
            _isHungUp = true;
            _send.Extend(now);
        }

        return CheckDeadline(now, _sender.Deadlines.Close, reason);
    }

    private bool CheckDeadline(long now, TimeSpan deadline, CloseReason reason)
    {
        if (_phase != SessionPhase.Ended && _sender.Time.GetElapsedTime(_send.Since, now) > deadline)
        {
            End(reason);
        }

        return _phase != SessionPhase.Ended;
    }
}
