using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>A socket that takes everything at once and notes how much the thread that sends has allocated so far.</summary>
internal sealed class MeteringSocket : IClientSocket
{
    private long _last;
    private volatile int _sends;

    /// <summary>How many messages came.</summary>
    public int Sends => _sends;

    /// <summary>The least that was allocated from one send to the next; the first sends, which set things up, do not matter
    /// so.</summary>
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
        // Nobody asks.
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
