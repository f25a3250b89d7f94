using System.Runtime.InteropServices;

namespace Elysia.LoadTest;

/// <summary>Turns Ctrl-C and SIGTERM into a cancellation, so that a bench command ends with the result so
/// far.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;

    /// <summary>Handles the signals until disposed.</summary>
    /// <param name="stopping">Also cancels <see cref="Token"/>.</param>
    public Interruption(CancellationToken stopping)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    /// <summary>Cancelled when the bench command must end.</summary>
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
        // A second Ctrl-C is not intercepted: it ends the process without a result.
        signal.Cancel = !_source.IsCancellationRequested;
        _source.Cancel();
    }
}
