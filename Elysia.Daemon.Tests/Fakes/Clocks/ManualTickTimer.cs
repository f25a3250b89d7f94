using Elysia.Ticking;

namespace Elysia.Tests.Fakes.Clocks;

/// <summary>A tick timer that waits for the test, then advances the clock to the time it was asked to wait
/// for.</summary>
/// <param name="time">The clock.</param>
internal sealed class ManualTickTimer(ManualTimeProvider time) : ITickTimer, IDisposable
{
    private readonly SemaphoreSlim _steps = new(0);
    private long _until;
    private volatile int _waits;
    private volatile bool _disposed;

    /// <summary>The time that the tick thread waits for, in the clock's timestamps.</summary>
    public long Until => Interlocked.Read(ref _until);

    /// <summary>The number of times the tick thread has waited.</summary>
    public int Waits => _waits;

    /// <summary>Lets the tick thread continue once.</summary>
    public void Release() => _steps.Release();

    /// <inheritdoc/>
    public void WaitUntil(long timestamp)
    {
        if (_disposed)
        {
            return;
        }

        Interlocked.Exchange(ref _until, timestamp);
        _waits++;
        _steps.Wait();
        TimeSpan left = time.GetElapsedTime(time.GetTimestamp(), timestamp);
        if (left > TimeSpan.Zero)
        {
            time.Advance(left);
        }
    }

    /// <summary>Stops waiting for good, so that the thread can end.</summary>
    public void Dispose()
    {
        _disposed = true;
        _steps.Release();
    }
}
