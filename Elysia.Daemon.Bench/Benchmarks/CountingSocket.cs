namespace Elysia.Bench.Benchmarks;

/// <summary>A viewer's socket that counts every frame at a gate.</summary>
internal sealed class CountingSocket(DrainGate gate) : ReadySocket
{
    /// <inheritdoc/>
    protected override void OnSend() => gate.Arrived();
}
