using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Elysia.Interop;
using Elysia.LoadTest.Load;

namespace Elysia.LoadTest.Viewers;

/// <summary>Reads a viewer's data and passes on each message. Used by the loop's thread; one buffer for all
/// viewers.</summary>
/// <param name="pool">The connections.</param>
/// <param name="observer">Receives the states of protocol 1.</param>
/// <param name="tally">The counts.</param>
/// <param name="gaps">Receives the times of the ticks.</param>
/// <param name="motions">Receives the states of protocol 2; null with protocol 1.</param>
/// <param name="arrivals">Gives the arrival times; null if data arrives when it is read.</param>
internal sealed unsafe class ViewerReader(
    ViewerPool pool, ViewerObserver observer, LoadTally tally, TickGaps gaps,
    MotionObserver? motions = null, ArrivalClock? arrivals = null)
{
    private const int BufferBytes = 256 * 1024;
    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferBytes, pinned: true);
    private StateMessage _message;

    /// <summary>Handles an event of a viewer's socket: bytes, the end of the stream, or a failure.</summary>
    /// <param name="viewer">The viewer.</param>
    /// <param name="flags">The flags from <see cref="Epoll.FlagsOf"/>.</param>
    /// <param name="now">The current time in nanoseconds, which counts as the time of everything that is read.</param>
    public void Read(Viewer viewer, uint flags, long now)
    {
        if (viewer.Phase == ViewerPhase.Closed)
        {
            return;
        }

        if (viewer.Wake == WakePhase.Asleep && viewer.Phase == ViewerPhase.Open && !viewer.IsHealthy)
        {
            // It does not read, so an event can only mean that the connection is gone.
            if ((flags & Epoll.Broken) != 0)
            {
                pool.Lose(viewer, "the server cut the connection");
            }

            return;
        }

        nint length = arrivals?.Receive(viewer.Descriptor, _buffer, ref now) ?? Receive(viewer.Descriptor);

        if (length > 0)
        {
            Received(viewer, viewer.Remainder.Join(_buffer.AsSpan(0, (int)length)), (int)length, now);
        }
        else if (length == 0)
        {
            pool.Lose(viewer, "the server ended the connection without a close frame");
        }
        else if (Marshal.GetLastPInvokeError() is not (Errno.TryAgain or Errno.Interrupted) and var error)
        {
            pool.Lose(viewer, $"could not read: error {error}");
        }
    }

    private nint Receive(int descriptor)
    {
        fixed (byte* buffer = _buffer)
        {
            return SocketCalls.Receive(descriptor, buffer, BufferBytes, 0);
        }
    }

    private void Received(Viewer viewer, ReadOnlySpan<byte> data, int newBytes, long now)
    {
        if (viewer.Phase == ViewerPhase.Handshaking)
        {
            int answer = Handshake.TryRead(data, out int status);
            if (answer > 0 && status == 101)
            {
                pool.Opened(viewer);
                if (arrivals is not null)
                {
                    ArrivalClock.Enable(viewer.Descriptor);
                }

                data = data[answer..];
            }
            else if (answer > 0 || data.Length > Handshake.ResponseMaxBytes)
            {
                pool.Lose(viewer, $"the server answered {status} to the handshake");
                return;
            }
            else
            {
                viewer.Remainder.Keep(data);
                return;
            }
        }

        tally.Bytes += newBytes;
        if (viewer.IsHealthy)
        {
            tally.HealthyBytes += newBytes;
        }

        Frames(viewer, data, now);
    }

    private void Frames(Viewer viewer, ReadOnlySpan<byte> data, long now)
    {
        FrameStatus status;
        while ((status = ServerFrame.TryRead(data, out ServerFrame frame)) == FrameStatus.Complete)
        {
            data = data[frame.LengthBytes..];
            Frame(viewer, frame, now);
            if (viewer.Phase == ViewerPhase.Closed)
            {
                return;
            }
        }

        if (status == FrameStatus.Incomplete)
        {
            viewer.Remainder.Keep(data);
        }
        else
        {
            pool.Lose(viewer, $"the server sent a frame that is {status.ToString().ToLowerInvariant()}");
        }
    }

    private void Frame(Viewer viewer, ServerFrame frame, long now)
    {
        switch (frame.Opcode)
        {
            case ServerFrame.Text or ServerFrame.Binary when motions?.TryTake(viewer, frame) == true:
                break;

            case ServerFrame.Text:
                Message(viewer, frame.Payload, now);
                break;

            case ServerFrame.Ping:
                pool.Send(viewer, ClientFrame.Encode(ServerFrame.Pong, frame.Payload));
                break;

            case ServerFrame.Close:
                int code = frame.Payload.Length >= 2 ? BinaryPrimitives.ReadUInt16BigEndian(frame.Payload) : 1005;
                pool.Lose(viewer, $"the server closed with {code}");
                break;
        }
    }

    private void Message(Viewer viewer, ReadOnlySpan<byte> json, long now)
    {
        if (!StateReader.TryRead(json, ref _message))
        {
            pool.Lose(viewer, "the server sent text that is no JSON object");
        }
        else if (_message.IsState)
        {
            observer.Apply(viewer, in _message, now);
            if (viewer.Kind == ViewerKind.Reference && _message.T != 0)
            {
                gaps.Add(_message.T);
            }
        }
        else if (_message.Kind is MessageKind.Speech or MessageKind.Error && viewer.AskedAt != 0)
        {
            Answered(viewer, now);
        }
        else if (_message.Kind == MessageKind.Error)
        {
            tally.Errors++;
        }
        else
        {
            tally.Others++;
        }
    }

    private void Answered(Viewer viewer, long now)
    {
        if (_message.Kind == MessageKind.Speech)
        {
            tally.Speeches++;
            tally.SpeechLatency.Record(now - viewer.AskedAt);
        }
        else
        {
            tally.Errors++;
        }

        viewer.AskedAt = 0;
    }
}
