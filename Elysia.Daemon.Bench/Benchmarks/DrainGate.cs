namespace Elysia.Bench.Benchmarks;

/// <summary>Opens when a number of frames has arrived. Allocates nothing, so that it can be used in a measured
/// method.</summary>
internal sealed class DrainGate : IDisposable
{
    private readonly ManualResetEventSlim _open = new(false);
    private int _missing;

    public void Expect(int frames)
    {
        _open.Reset();
        Volatile.Write(ref _missing, frames);
    }

    public void Arrived()
    {
        if (Interlocked.Decrement(ref _missing) == 0)
        {
            _open.Set();
        }
    }

    public void Wait() => _open.Wait();

    public void Dispose() => _open.Dispose();
}
