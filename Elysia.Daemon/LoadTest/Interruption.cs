using System.Runtime.InteropServices;

namespace Elysia.LoadTest;

/// <summary>Turns Ctrl-C and SIGTERM into a cancellation, so that a bench ends with the result so far.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    /// <summary>Listens from now on.</summary>
    /// <param name="stopping">What else ends the bench.</param>
    public Interruption(CancellationToken stopping)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    /// <summary>Cancelled when it is time to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext signal)
    {
        // A second Ctrl-C is not held back: whoever presses it does not want the result any more.
        signal.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
