using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Bench.Benchmarks;

/// <summary>A viewer's socket whose kernel always has room: every send completes at once, and the viewer always
/// reads.</summary>
internal abstract class ReadySocket : IClientSocket
{
    /// <inheritdoc/>
    public ValueTask SendAsync(Frame frame)
    {
        OnSend();
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask CloseOutputAsync(CloseReason reason) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public bool StillReads(long now) => true;

    /// <inheritdoc/>
    public long Prefetch() => 0;

    /// <inheritdoc/>
    public void HasRead()
    {
        // Nothing waits for it.
    }

    /// <inheritdoc/>
    public bool Release() => false;

    /// <inheritdoc/>
    public bool HangUp() => false;

    /// <inheritdoc/>
    public void Abort()
    {
        // Nothing to free.
    }

    /// <summary>Called for every frame, on the sender's thread.</summary>
    protected abstract void OnSend();
}
