using System.Runtime.InteropServices;

namespace Elysia.Hosting;

/// <summary>SIGHUP: reloads what can be reloaded, one after the other. Without it the signal would end the process.</summary>
/// <remarks>Sent by `systemctl reload` and by logrotate. Signals that come during a reload wait for its end.</remarks>
internal sealed class SighupHandler : IDisposable
{
    private readonly Lock _lock = new();
    private readonly IReadOnlyList<IReloadable> _reloadables;
    private readonly Action<string, string?> _done;
    private readonly PosixSignalRegistration _registration;

    /// <summary>Listens from now on.</summary>
    /// <param name="reloadables">What can be reloaded, in order.</param>
    /// <param name="done">Told of each by name, with what was wrong or null.</param>
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
