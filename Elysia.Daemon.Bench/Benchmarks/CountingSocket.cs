using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Bench.Benchmarks;

/// <summary>A viewer whose kernel buffer always has space: every send completes at once.</summary>
internal sealed class CountingSocket(DrainGate gate) : IClientSocket
{
    public ValueTask SendAsync(Frame frame)
    {
        gate.Arrived();
        return ValueTask.CompletedTask;
    }

    public ValueTask CloseOutputAsync(CloseReason reason) => ValueTask.CompletedTask;

    public bool StillReads(long now) => true;

    public long Fetch() => 0;

    public void HasRead()
    {
        // Nothing reads this.
    }

    public bool Release() => false;

    public bool HangUp() => false;

    public void Abort()
    {
        // There is nothing to free.
    }
}
