using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>A viewer's socket that behaves as a test scripts it: accepts everything, blocks, or breaks.</summary>
/// <remarks>The session's sender thread calls it and the test reads it; calls that a socket must never get are counted
/// in <see cref="Overlaps"/>.</remarks>
internal sealed class ScriptedSocket : IClientSocket
{
    private readonly Lock _lock = new();
    private readonly List<ReadOnlyMemory<byte>> _sent = [];
    private TaskCompletionSource? _pending;
    private bool _stuck;

    /// <summary>Called before every send.</summary>
    public Action? OnSend { get; set; }

    /// <summary>The exception that every call throws instead of sending; null for none.</summary>
    public Exception? Throws { get; set; }

    /// <summary>The number of calls while an earlier send was pending, or after the end: it must be 0.</summary>
    public int Overlaps { get; private set; }

    /// <summary>The number of times the socket was aborted.</summary>
    public int Aborts { get; private set; }

    /// <summary>The reason of the close frame; null if none was sent.</summary>
    public CloseReason? CloseSent { get; private set; }

    /// <summary>Whether a send is pending.</summary>
    public bool IsPending
    {
        get
        {
            lock (_lock)
            {
                return _pending is not null;
            }
        }
    }

    /// <summary>The messages sent so far.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Sent
    {
        get
        {
            lock (_lock)
            {
                return [.. _sent];
            }
        }
    }

    /// <summary>The messages as text.</summary>
    public IReadOnlyList<string> Texts => [.. Sent.Select(p => System.Text.Encoding.UTF8.GetString(p.Span))];

    /// <summary>Returns a model of the viewer at this socket.</summary>
    public ViewerModel Viewer()
    {
        var viewer = new ViewerModel();
        foreach (ReadOnlyMemory<byte> message in Sent)
        {
            viewer.Receive(Json.Parse(message));
        }

        return viewer;
    }

    /// <summary>Lets no send complete from now on, as if the viewer had stopped reading.</summary>
    public void Stick()
    {
        lock (_lock)
        {
            _stuck = true;
        }
    }

    /// <summary>Completes the pending send and accepts everything again.</summary>
    public void Unstick()
    {
        lock (_lock)
        {
            _stuck = false;
        }

        End()?.SetResult();
    }

    /// <summary>Lets no send complete from now on because the viewer does not read, although the kernel has buffer
    /// space.</summary>
    public void Hold()
    {
        Stick();
        IsHeld = true;
    }

    /// <summary>Whether sends wait for the viewer only.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Whether the kernel takes nothing more once a send that it held was released.</summary>
    public bool IsFullOnceReleased { get; set; }

    /// <summary>Whether the viewer answers pings.</summary>
    public bool IsReading { get; set; } = true;

    /// <summary>The number of times the viewer itself showed that it reads.</summary>
    public int Reads { get; private set; }

    /// <summary>Fails the pending send.</summary>
    public void Break(Exception fault) => End()?.SetException(fault);

    /// <inheritdoc/>
    public ValueTask SendAsync(Frame frame)
    {
        OnSend?.Invoke();
        return Take(() => _sent.Add(frame.Payload));
    }

    /// <inheritdoc/>
    public ValueTask CloseOutputAsync(CloseReason reason) => Take(() => CloseSent = reason);

    /// <inheritdoc/>
    public bool StillReads(long now) => IsReading;

    /// <inheritdoc/>
    public long Prefetch() => 0;

    /// <inheritdoc/>
    public void HasRead() => Reads++;

    /// <inheritdoc/>
    public bool Release()
    {
        bool waited = IsHeld && IsPending;
        if (waited)
        {
            Unstick();
            IsHeld = false;
            _stuck = IsFullOnceReleased;
        }

        return waited;
    }

    /// <summary>The number of times the socket was hung up; null if that is not possible.</summary>
    public int? HangUps { get; set; }

    /// <inheritdoc/>
    public bool HangUp() => ++HangUps > 0;

    /// <inheritdoc/>
    public void Abort()
    {
        lock (_lock)
        {
            Aborts++;
        }

        End()?.SetException(new ObjectDisposedException(nameof(ScriptedSocket)));
    }

    private ValueTask Take(Action record)
    {
        lock (_lock)
        {
            if (_pending is not null || Aborts > 0 || CloseSent is not null)
            {
                Overlaps++;
            }

            if (Throws is { } fault)
            {
                throw fault;
            }

            record();
            if (!_stuck)
            {
                return ValueTask.CompletedTask;
            }

            _pending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return new ValueTask(_pending.Task);
        }
    }

    private TaskCompletionSource? End()
    {
        lock (_lock)
        {
            TaskCompletionSource? pending = _pending;
            _pending = null;
            return pending;
        }
    }
}
