using System.Net;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Transport.Listening;
using Elysia.Transport.WebSockets;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.HttpListening;

/// <summary>The HTTP server: accepts connections, answers plain requests and opens WebSockets, on HttpListener with
/// workarounds for its traps (docs/ARCHITECTURE.md, traps).</summary>
internal sealed class HttpListenerServer : IDisposable
{
    /// <summary>The interval between checks for overdue requests and messages.</summary>
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private readonly DaemonOptions _options;
    private readonly HttpServices _services;
    private readonly TimeProvider _time;
    private readonly HttpConnectionManager _connections;
    private readonly InboundTimeoutMonitor _inboundTimeouts;
    private readonly Task<string?> _fault;
    private readonly List<ConnectionListener> _connectionListeners = [];
    private HttpListener _listener = new();
    private ITimer? _sweep;
    private volatile bool _stopping;

    /// <summary>Creates a server that is not bound yet.</summary>
    /// <param name="options">The addresses to listen on.</param>
    /// <param name="fault">The result of <see cref="FindFaultAsync"/>, perhaps still pending.</param>
    /// <param name="services">The services that decide about requests and answer them.</param>
    /// <param name="time">The daemon's clock.</param>
    public HttpListenerServer(DaemonOptions options, Task<string?> fault, HttpServices services, TimeProvider time)
    {
        (_options, _fault, _services, _time) = (options, fault, services, time);
        _connections = new HttpConnectionManager(
            options.Admission.MaxRequests, options.Admission.RequestTimeout, options.SlowClose, services.Admission, time);
        _inboundTimeouts = new InboundTimeoutMonitor(StreamLimits.From(options.Admission), time);
    }

    /// <summary>Faults when a bug ends the accept loop; completes after the server has stopped.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>The number of connections that are not viewers at present: half-open, or being answered. Any
    /// thread.</summary>
    public int WaitingConnections => _connections.Count;

    /// <summary>Binds and accepts; returns when clients can connect under any name of the host.</summary>
    /// <returns>The actual address of the first port, with port 0 resolved.</returns>
    /// <exception cref="HttpListenerException">The address cannot be bound; the message says why.</exception>
    public async Task<Uri> StartAsync()
    {
        string? fault = await _fault.ConfigureAwait(false);
        string host = _options.Host == "localhost" ? "127.0.0.1" : _options.Host;
        bool everywhere = host == "0.0.0.0";
        int second = _options.HttpPort ?? 0;
        (_listener, int port) = ListenAddress.Bind(_options.Port, p => Prefixes(everywhere ? "*" : host, p, second));
        (IUpgrader upgrader, HttpConnectionManager? connections) = fault is null
            ? ((IUpgrader)new DetachingUpgrader(_options.SlowClose, _time, _inboundTimeouts), _connections)
            : (new PlainUpgrader(_options.SlowClose), null);
        var handler = new HttpRequestHandler(
            _services, _listener, upgrader, connections, new RequestBugLog(_services.Log, _time));
        Completion = Task.WhenAny(AcceptAsync(handler), handler.Bug).Unwrap();
        if (fault is null)
        {
            await OpenListenersAsync(IPAddress.Parse(host), second == 0 ? [port] : [port, second]).ConfigureAwait(false);
        }
        else
        {
            _services.Log.TransportIsPlain(fault);
        }

        return new Uri($"http://{(everywhere ? "127.0.0.1" : host)}:{port}/");
    }

    /// <summary>Frees the port; connected clients stay. Dispose after all of them have left.</summary>
    public void StopAccepting()
    {
        _stopping = true;
        _connectionListeners.ForEach(l => l.Dispose());

        // Not Stop or Close: both write HTTP text into WebSockets that are still open.
        _listener.Prefixes.Clear();
        _connections.Clear(halfOpenOnly: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweep?.Dispose();
        _connections.Clear(halfOpenOnly: false);
        _listener.Close();
    }

    /// <summary>Returns why sockets cannot be detached from HttpListener here, or null. It takes a third of the startup
    /// time, so begin it early.</summary>
    public static Task<string?> FindFaultAsync(DaemonOptions options, TimeProvider time) =>
        options.Transport == TransportMode.Plain ? Task.FromResult<string?>("ELYSIA_TRANSPORT is plain")
            : Task.Run(() => TransportSelfTest.FindFaultAsync(time));

    private static IEnumerable<string> Prefixes(string host, int port, int second)
    {
        yield return $"http://{host}:{port}/";
        if (second != 0)
        {
            yield return $"http://{host}:{second}/";
        }
    }

    /// <summary>Opens the daemon's own listeners, which count connections before their requests are read.</summary>
    private async Task OpenListenersAsync(IPAddress address, int[] ports)
    {
        var admission = new ConnectionAdmission(_services.Admission, _connections, _time);
        foreach (int port in ports)
        {
            // A client that learns that the daemon is ready may use any host name, so READY waits for this.
            Task<ConnectionListener> opening = ConnectionListener.OpenAsync(
                _listener, address, port, admission, _time, _services.Log);
            await (await Task.WhenAny(opening, Completion).ConfigureAwait(false)).ConfigureAwait(false);
            _connectionListeners.Add(await opening.ConfigureAwait(false));
        }

        Completion = Task.WhenAny([Completion, .. _connectionListeners.Select(l => l.Completion)]).Unwrap();
        _sweep = _time.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    private void Sweep()
    {
        _connections.Sweep();
        _inboundTimeouts.Sweep();
    }

    private async Task AcceptAsync(HttpRequestHandler handler)
    {
        while (!_stopping)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
            {
                if (_stopping)
                {
                    break;
                }

                throw;
            }

            _ = handler.HandleAsync(context);
        }
    }
}
