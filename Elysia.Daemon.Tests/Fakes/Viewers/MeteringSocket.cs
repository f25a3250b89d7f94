using Elysia.Bench.Benchmarks;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>A socket that takes everything at once and records how much the sending thread has allocated so far.</summary>
internal sealed class MeteringSocket : ReadySocket
{
    private long _last;
    private volatile int _sends;

    /// <summary>The number of messages received.</summary>
    public int Sends => _sends;

    /// <summary>The least that was allocated from one send to the next; so the first sends, which set things up, do not
    /// matter.</summary>
    public long SmallestStep { get; private set; } = long.MaxValue;

    /// <inheritdoc/>
    protected override void OnSend()
    {
        long now = GC.GetAllocatedBytesForCurrentThread();
        SmallestStep = Math.Min(SmallestStep, now - _last);
        _last = now;
        _sends++;
    }
}
