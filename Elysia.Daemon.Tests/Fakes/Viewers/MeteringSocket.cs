using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>A socket that accepts everything at once and records the sending thread's allocations.</summary>
internal sealed class MeteringSocket : IClientSocket
{
    private long _last;
    private volatile int _sends;

    /// <summary>The number of messages sent.</summary>
    public int Sends => _sends;

    /// <summary>The minimum number of bytes allocated between two sends. A minimum, so that the first sends, which
    /// initialize things, do not count.</summary>
    public long SmallestStep { get; private set; } = long.MaxValue;

    /// <inheritdoc/>
    public ValueTask SendAsync(Frame frame)
    {
        long now = GC.GetAllocatedBytesForCurrentThread();
        SmallestStep = Math.Min(SmallestStep, now - _last);
        _last = now;
        _sends++;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask CloseOutputAsync(CloseReason reason) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public bool StillReads(long now) => true;

    /// <inheritdoc/>
    public long Fetch() => 0;

    /// <inheritdoc/>
    public void HasRead()
    {
        // Nothing reads this.
    }

    /// <inheritdoc/>
    public bool Release() => false;

    /// <inheritdoc/>
    public bool HangUp() => false;

    /// <inheritdoc/>
    public void Abort()
    {
    }
}
