using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>A viewer's socket that does what a test tells it: takes everything, gets stuck, breaks.</summary>
/// <remarks>The session's sender thread calls it, the test reads it; what a socket must never see is kept as
/// <see cref="Overlaps"/>.</remarks>
internal sealed class ScriptedSocket : IClientSocket
{
    private readonly Lock _lock = new();
    private readonly List<ReadOnlyMemory<byte>> _sent = [];
    private TaskCompletionSource? _pending;
    private bool _stuck;

    /// <summary>Told of every send before it is done.</summary>
    public Action? OnSend { get; set; }

    /// <summary>What every call throws instead of sending; null for none.</summary>
    public Exception? Throws { get; set; }

    /// <summary>Calls that came while an earlier send was pending, or after the end: there must be none.</summary>
    public int Overlaps { get; private set; }

    /// <summary>How often the socket was aborted.</summary>
    public int Aborts { get; private set; }

    /// <summary>The reason of the close frame; null while none was sent.</summary>
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

    /// <summary>The messages handed over so far.</summary>
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

    /// <summary>What a viewer at this socket shows.</summary>
    public ViewerModel Viewer()
    {
        var viewer = new ViewerModel();
        foreach (ReadOnlyMemory<byte> message in Sent)
        {
            viewer.Receive(Json.Parse(message));
        }

        return viewer;
    }

    /// <summary>From now on no send completes, as when the viewer stopped reading.</summary>
    public void Stick()
    {
        lock (_lock)
        {
            _stuck = true;
        }
    }

    /// <summary>Completes the pending send and takes everything again.</summary>
    public void Unstick()
    {
        lock (_lock)
        {
            _stuck = false;
        }

        End()?.SetResult();
    }

    /// <summary>From now on no send completes because the viewer did not read, though the kernel has room.</summary>
    public void Hold()
    {
        Stick();
        IsHeld = true;
    }

    /// <summary>Whether sends wait for the viewer only.</summary>
    public bool IsHeld { get; private set; }

    /// <summary>Whether the kernel takes nothing more once a send that it held was released.</summary>
    public bool IsFullOnceReleased { get; set; }

    /// <summary>Whether the viewer answers when it is asked.</summary>
    public bool IsReading { get; set; } = true;

    /// <summary>How often the viewer showed by itself that it reads.</summary>
    public int Reads { get; private set; }

    /// <summary>Breaks the pending send.</summary>
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
    public long Fetch() => 0;

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

    /// <summary>How often the viewer was hung up on; null where that cannot be done.</summary>
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
