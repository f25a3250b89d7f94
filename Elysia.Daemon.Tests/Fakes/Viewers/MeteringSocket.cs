using Elysia.Bench.Benchmarks;

namespace Elysia.Tests.Fakes.Viewers;

/// <summary>A socket that accepts everything at once and records the sending thread's allocations.</summary>
internal sealed class MeteringSocket : ReadySocket
{
    private long _last;
    private volatile int _sends;

    /// <summary>The number of messages sent.</summary>
    public int Sends => _sends;

    /// <summary>The minimum number of bytes allocated between two sends. A minimum, so that the first sends, which
    /// initialize things, do not count.</summary>
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
