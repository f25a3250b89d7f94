using System.Text.Json;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Hosting;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Viewers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;

namespace Elysia.Tests.Fakes.Hosts;

/// <summary>The whole daemon in the test's process, on a free port of loopback.</summary>
/// <remarks>Disposing it stops it in order, and fails the test if the daemon had failed by itself.</remarks>
internal sealed class DaemonHost : IAsyncDisposable
{
    private readonly Daemon _daemon;
    private readonly HttpClient _http = new();

    private DaemonHost(DaemonOptions options) =>
        _daemon = new Daemon(options, new NoSystemd(), new Lifetime(), Clock, Log);

    /// <summary>Its clock.</summary>
    public SteppedClock Clock { get; } = new();

    /// <summary>The parts that SIGHUP reloads.</summary>
    public IReadOnlyList<IReloadable> Reloadables => _daemon.Reloadables;

    /// <summary>The daemon's log.</summary>
    public RecordingLog Log { get; } = new();

    /// <summary>The address of its page.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Its port.</summary>
    public int Port => Address.Port;

    /// <summary>Starts a daemon and returns when viewers can connect.</summary>
    /// <param name="transport">ELYSIA_TRANSPORT.</param>
    /// <param name="with">Changes to the defaults.</param>
    public static async Task<DaemonHost> StartAsync(string transport = "auto", Func<DaemonOptions, DaemonOptions>? with = null)
    {
        // Moods that show at once, and nothing that moves by itself: tests compare with the figures of the reference.
        TransportMode mode = Enum.Parse<TransportMode>(transport, ignoreCase: true);
        DaemonOptions options = new() { Port = 0, Transport = mode, Mood = MoodSettings.Still };
        var host = new DaemonHost(with?.Invoke(options) ?? options);
        await host._daemon.StartAsync(CancellationToken.None);
        host.Address = await Eventually.CompletesAsync(host._daemon.Ready, "the daemon is ready");
        return host;
    }

    /// <summary>Returns the address of its WebSocket.</summary>
    public Uri WebSocket(string pathAndQuery = "/") => new($"ws://127.0.0.1:{Port}{pathAndQuery}");

    /// <summary>Connects a viewer that reads.</summary>
    public Task<Viewer> ConnectAsync(string pathAndQuery = "/") => Viewer.ConnectAsync(WebSocket(pathAndQuery));

    /// <summary>Returns a figure of /health.</summary>
    public async Task<long> HealthAsync(string figure)
    {
        using JsonDocument health = JsonDocument.Parse(await _http.GetStringAsync(new Uri(Address, "/health")));
        return health.RootElement.GetProperty(figure).GetInt64();
    }

    /// <summary>Completes when /health reports this number of viewers.</summary>
    public async Task ViewersAsync(int count)
    {
        TimeProvider time = TimeProvider.System;
        long start = time.GetTimestamp();
        long viewers;
        while ((viewers = await HealthAsync("viewers")) != count)
        {
            Assert.IsLessThan(Eventually.Deadline, time.GetElapsedTime(start), $"{viewers} viewers, expected {count}");
        }
    }

    /// <summary>Stops it in order, like a signal.</summary>
    public Task StopAsync() => _daemon.StopAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _http.Dispose();
        _daemon.Dispose();
        Assert.IsNull(_daemon.Failure, "The daemon failed by itself.");
        string[] bugs = [.. Log.Lines.Where(l => l.Contains("a bug in the daemon", StringComparison.Ordinal))];
        Assert.IsEmpty(bugs, string.Join('\n', bugs));
    }

    private sealed class NoSystemd : ISystemdNotifier
    {
        public bool IsEnabled => false;

        public void Notify(ServiceState state) => throw new InvalidOperationException("Nobody listens.");
    }

    private sealed class Lifetime : IHostApplicationLifetime
    {
        public CancellationToken ApplicationStarted => CancellationToken.None;

        public CancellationToken ApplicationStopping => CancellationToken.None;

        public CancellationToken ApplicationStopped => CancellationToken.None;

        public void StopApplication()
        {
        }
    }
}
