using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Rfc6455;

/// <summary>A daemon with one honest viewer, which must never be affected by the others.</summary>
internal sealed class WatchedHost : IAsyncDisposable
{
    private readonly DaemonHost _host;
    private readonly Viewer _honest;
    private int _seen;

    private WatchedHost(DaemonHost host, Viewer honest)
    {
        (_host, _honest) = (host, honest);
        _honest.OnMessage = _ => Interlocked.Increment(ref _seen);
    }

    /// <summary>The daemon's port.</summary>
    public int Port => _host.Port;

    /// <summary>Starts a daemon that ticks at full rate, so that no row waits long for the next tick.</summary>
    public static async Task<WatchedHost> StartAsync(string transport, TimeSpan? slowClose = null)
    {
        DaemonHost host = await DaemonHost.StartAsync(transport, o => o with
        {
            MinFps = o.MaxFps,
            DeltaThreshold = 0.001,
            SlowClose = slowClose ?? o.SlowClose,

            // Limits are off here, because the rows test the protocol; StreamLimitTests checks that a flood is ended.
            Admission = o.Admission with { FrameRate = 1_000_000, RawByteRate = 1 << 30 },
        });
        return new WatchedHost(host, await host.ConnectAsync());
    }

    /// <summary>Completes when the honest viewer has seen a number of further ticks.</summary>
    public async Task WatchesOnAsync(int ticks = 1)
    {
        int wanted = Volatile.Read(ref _seen) + ticks;
        await Eventually.TrueAsync(() => Volatile.Read(ref _seen) >= wanted || _honest.IsClosed, "the honest viewer sees ticks");
        Assert.IsFalse(_honest.IsClosed, "The honest viewer was closed.");
    }

    /// <summary>Completes when only the honest viewer is connected.</summary>
    public Task IsAloneAsync() => _host.ViewersAsync(1);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _honest.DisposeAsync();
        await _host.DisposeAsync();
    }
}
