using System.Net;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Transport.Listening;
using Elysia.Transport.WebSockets;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.HttpListening;

/// <summary>Takes connections, answers plain requests and hands out WebSockets, by HttpListener with its traps closed one by
/// one (docs/ARCHITECTURE.md, traps).</summary>
internal sealed class HttpListenerServer : IDisposable
{
    /// <summary>How often requests and messages that are overdue are looked for.</summary>
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

    /// <summary>A server that is not bound yet.</summary>
    /// <param name="options">Where it listens.</param>
    /// <param name="fault">What <see cref="FindFaultAsync"/> found, or is finding still.</param>
    /// <param name="services">What decides about requests and answers them.</param>
    /// <param name="time">The daemon's clock.</param>
    public HttpListenerServer(DaemonOptions options, Task<string?> fault, HttpServices services, TimeProvider time)
    {
        (_options, _fault, _services, _time) = (options, fault, services, time);
        _connections = new HttpConnectionManager(
            options.Admission.MaxRequests, options.Admission.RequestTimeout, options.SlowClose, services.Admission, time);
        _inboundTimeouts = new InboundTimeoutMonitor(StreamLimits.From(options.Admission), time);
    }

    /// <summary>Faults when accepting ended by a bug; completes after the end.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <summary>How many connections are no viewers at present: half-open, or being answered. Any thread.</summary>
    public int WaitingConnections => _connections.Count;

    /// <summary>Binds and accepts; returns when connections can be made under any name the host is known by.</summary>
    /// <returns>The real address of the first port, with port 0 resolved.</returns>
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

    /// <summary>Frees the port; clients that are connected stay. Dispose after all of them are gone.</summary>
    public void StopAccepting()
    {
        _stopping = true;
        _connectionListeners.ForEach(d => d.Dispose());

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

    /// <summary>Why sockets cannot be taken out of HttpListener here, or null. A third of a start: begin it early.</summary>
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

    /// <summary>From here on connections are accepted by us and counted before their requests are read.</summary>
    private async Task OpenListenersAsync(IPAddress address, int[] ports)
    {
        var admission = new ConnectionAdmission(_services.Admission, _connections, _time);
        foreach (int port in ports)
        {
            // Who hears that she is ready may come by any name, so READY waits for this.
            Task<ConnectionListener> opening = ConnectionListener.OpenAsync(
                _listener, address, port, admission, _time, _services.Log);
            await (await Task.WhenAny(opening, Completion).ConfigureAwait(false)).ConfigureAwait(false);
            _connectionListeners.Add(await opening.ConfigureAwait(false));
        }

        Completion = Task.WhenAny([Completion, .. _connectionListeners.Select(d => d.Completion)]).Unwrap();
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
