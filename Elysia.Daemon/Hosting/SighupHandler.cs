using System.Runtime.InteropServices;

namespace Elysia.Hosting;

/// <summary>Handles SIGHUP by reloading what can be reloaded, one component after the other. Without a handler the
/// signal would end the process.</summary>
/// <remarks>`systemctl reload` and logrotate send it. A signal that arrives during a reload waits until the reload has
/// finished.</remarks>
internal sealed class SighupHandler : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<IReloadable> _reloadables;
    private readonly Action<string, string?> _done;
    private readonly PosixSignalRegistration _registration;

    /// <summary>Registers the handler.</summary>
    /// <param name="reloadables">The components to reload, in order.</param>
    /// <param name="done">Receives the name of each component and its fault, or null if it was reloaded.</param>
    public SighupHandler(IReadOnlyList<IReloadable> reloadables, Action<string, string?> done)
    {
        (_reloadables, _done) = (reloadables, done);
        _registration = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal);
    }

    /// <inheritdoc/>
    public void Dispose() => _registration.Dispose();

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_lock)
        {
            foreach (IReloadable reloadable in _reloadables)
            {
                _done(reloadable.Name, reloadable.Reload());
            }
        }
    }
}
