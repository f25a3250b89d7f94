using System.Net.WebSockets;
using System.Text.Json;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.WebSockets;

namespace Elysia.Tests.Properties.Simulation;

/// <summary>A simulated viewer: the daemon's own WebSocket and session over a scripted stream, and an independent
/// client model at the other end.</summary>
internal sealed class SimulatedViewer
{
    private readonly SimulatedWorld _world;
    private readonly SimulatedStream _stream;
    private readonly List<byte> _unread = [];
    private readonly ViewerModel _model = new();
    private readonly List<string> _queued = [];
    private readonly List<string> _delivered = [];
    private long _lastT = -1;

    /// <summary>Joins; its first frame is sent when the sender takes its next turn.</summary>
    public SimulatedViewer(SimulatedWorld world, int capacity)
    {
        (_world, _stream) = (world, new SimulatedStream(capacity));
        WebSocket socket = WebSocket.CreateFromStream(
            _stream, new WebSocketCreationOptions { IsServer = true, KeepAliveInterval = Timeout.InfiniteTimeSpan });
        Session = world.Join(new WebSocketClientSocket(socket, stream: null));
    }

    /// <summary>Its session.</summary>
    public ClientSession Session { get; }

    /// <summary>Whether it reads everything at once.</summary>
    public bool Reads { get; set; } = true;

    /// <summary>The number of state messages it has read, without the greeting.</summary>
    public int States { get; private set; }

    /// <summary>The state messages it has read: the tick of the simulation at which it read each, and the timestamp of
    /// the state.</summary>
    public List<(int At, long T)> Schedule { get; } = [];

    /// <summary>The bytes held for it: in the stream, and queued.</summary>
    public int HeldBytes => _stream.Held + Session.QueuedBytes;

    /// <summary>Queues a message that must not be dropped.</summary>
    public EnqueueResult Queue(string text)
    {
        EnqueueResult result = Session.TryEnqueue(EventEncoder.Error(text));
        if (result == EnqueueResult.Queued)
        {
            _queued.Add(text);
        }

        return result;
    }

    /// <summary>Reads at most this many bytes and handles every complete message.</summary>
    public void Read(int bytes = int.MaxValue)
    {
        _unread.AddRange(_stream.Drain(bytes));
        while (WebSocketFrames.TryParse([.. _unread]) is { } frame)
        {
            _unread.RemoveRange(0, frame.Length);
            if (frame.Opcode == WebSocketFrames.Text)
            {
                Look(Json.Parse(frame.Payload));
            }
        }
    }

    /// <summary>Breaks the connection, as when the machine is switched off.</summary>
    public void Vanish()
    {
        _stream.Break();
        Session.Close(CloseReason.PeerGone);
    }

    /// <summary>Checks what must hold at any time.</summary>
    public void AssertSound(string history)
    {
        Assert.AreEqual(0, _stream.Overlaps, $"Two sends were under way at once: {history}");
        CollectionAssert.AreEqual(
            _queued[.._delivered.Count], _delivered, $"Events are lost, duplicated or out of order: {history}");
    }

    /// <summary>Checks what must hold once it has read everything.</summary>
    public void AssertCurrent(string history)
    {
        Assert.IsFalse(Session.Ended.IsCompleted, $"The session was closed: {history}");
        CollectionAssert.AreEqual(_queued, _delivered, $"Not every event arrived: {history}");
        Assert.IsEmpty(_unread, $"Half a frame is left: {history}");
        long counted = Session.Progress.Tally.Delivered;
        Assert.AreEqual(States, counted, $"The viewer read another number of states than was counted: {history}");
        foreach (FieldId field in AvatarStates.Fields)
        {
            Assert.AreEqual(_world.Last.Published.Value(field), _model[field], $"{field} is not the current value: {history}");
        }
    }

    private void Look(JsonElement message)
    {
        _model.Receive(message);
        if (message.TryGetProperty("message", out JsonElement text))
        {
            _delivered.Add(text.GetString()!);
        }
        else if (message.TryGetProperty("t", out JsonElement t))
        {
            See(t.GetInt64());
        }
    }

    /// <summary>Checks that after each state message it shows exactly what the daemon published at that tick: every
    /// field is of that tick, and none differs from the true state by more than the threshold.</summary>
    private void See(long t)
    {
        Assert.IsGreaterThan(_lastT, t, $"A state is older than the previous one: {_world}");
        _lastT = t;
        States++;
        Schedule.Add((_world.Ticks, t));
        SimulatedTick tick = _world.TickAt(t);
        foreach (FieldId field in AvatarStates.Fields)
        {
            Assert.AreEqual(tick.Frames.Published.Value(field), _model[field], $"{field} is of another tick at {t}: {_world}");
            double off = Math.Abs(_model[field] - Field.Clamp(field, tick.Truth[field]));
            Assert.IsLessThanOrEqualTo(SimulatedWorld.Threshold + 1e-12, off, $"{field} is off at {t}: {_world}");
        }
    }
}
