namespace Elysia.Bench.Benchmarks;

/// <summary>A viewer's socket that tells a gate of every frame.</summary>
internal sealed class CountingSocket(DrainGate gate) : ReadySocket
{
    /// <inheritdoc/>
    protected override void OnSend() => gate.Arrived();
}
