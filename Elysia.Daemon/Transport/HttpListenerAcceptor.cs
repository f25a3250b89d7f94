using System.Net;
using Elysia.Admission;
using Elysia.Configuration;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport;

/// <summary>The acceptor over HttpListener, with its traps closed one by one (docs/ARCHITECTURE.md, traps).</summary>
public sealed class HttpListenerAcceptor : IWebSocketAcceptor
{
    /// <summary>How often the lobby and unfinished messages are looked through for who is overdue.</summary>
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private readonly DaemonOptions _options;
    private readonly HttpRouter _router;
    private readonly Reception _reception;
    private readonly RefusalCounters _counters;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly Lobby _lobby;
    private readonly StreamWatch _watch;
    private readonly Task<string?> _fault;
    private readonly List<Doorway> _doorways = [];
    private HttpListener _listener = new();
    private ITimer? _sweep;
    private volatile bool _stopping;

    /// <summary>An acceptor that is not bound yet.</summary>
    /// <param name="options">Where it listens.</param>
    /// <param name="fault">What <see cref="FindFaultAsync"/> found, or is finding still.</param>
    /// <param name="router">Answers plain requests.</param>
    /// <param name="reception">Who may come in.</param>
    /// <param name="counters">Where refusals are counted.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="log">Where refusals are told.</param>
    public HttpListenerAcceptor(
        DaemonOptions options, Task<string?> fault, HttpRouter router, Reception reception, RefusalCounters counters,
        TimeProvider time, ILogger<HttpListenerAcceptor> log)
    {
        (_options, _router, _reception, _counters, _time, _log) = (options, router, reception, counters, time, log);
        _fault = fault;
        _lobby = new Lobby(
            options.Admission.MaxRequests, options.Admission.RequestTimeout, options.SlowClose, reception, time);
        _watch = new StreamWatch(StreamLimits.Of(options.Admission), time);
    }

    /// <inheritdoc/>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public int Guests => _lobby.Count;

    /// <inheritdoc/>
    public async Task<Uri> StartAsync(IClientGate gate)
    {
        string? fault = await _fault.ConfigureAwait(false);
        string host = _options.Host == "localhost" ? "127.0.0.1" : _options.Host;
        bool everywhere = host == "0.0.0.0";
        int second = _options.HttpPort ?? 0;
        (_listener, int port) = ListenAddress.Bind(_options.Port, p => Prefixes(everywhere ? "*" : host, p, second));
        (IUpgrader upgrader, Lobby? lobby) = fault is null
            ? ((IUpgrader)new DetachingUpgrader(_options.SlowClose, _time, _watch), _lobby)
            : (new PlainUpgrader(_options.SlowClose), null);
        Completion = AcceptAsync(new RequestDesk(_listener, _router, upgrader, lobby, _reception, gate, _counters, _log));
        if (fault is null)
        {
            await OpenDoorwaysAsync(IPAddress.Parse(host), second == 0 ? [port] : [port, second]).ConfigureAwait(false);
        }
        else
        {
            _log.TransportIsPlain(fault);
        }

        return new Uri($"http://{(everywhere ? "127.0.0.1" : host)}:{port}/");
    }

    /// <inheritdoc/>
    public void StopAccepting()
    {
        _stopping = true;
        _doorways.ForEach(d => d.Dispose());

        // Not Stop or Close: both write HTTP text into WebSockets that are still open.
        _listener.Prefixes.Clear();
        _lobby.Clear(halfOpenOnly: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sweep?.Dispose();
        _lobby.Clear(halfOpenOnly: false);
        _listener.Close();
    }

    /// <summary>Why sockets cannot be taken out of HttpListener here, or null. A third of a start: begin it early.</summary>
    public static Task<string?> FindFaultAsync(DaemonOptions options, TimeProvider time) =>
        options.Transport == TransportMode.Plain ? Task.FromResult<string?>("ELYSIA_TRANSPORT is plain")
            : Task.Run(() => TransportProbe.FindFaultAsync(time));

    private static IEnumerable<string> Prefixes(string host, int port, int second)
    {
        yield return $"http://{host}:{port}/";
        if (second != 0)
        {
            yield return $"http://{host}:{second}/";
        }
    }

    /// <summary>From here on connections are accepted by us and counted before their requests are read.</summary>
    private async Task OpenDoorwaysAsync(IPAddress address, int[] ports)
    {
        var doorman = new Doorman(_reception, _lobby, _time);
        foreach (int port in ports)
        {
            // Who hears that she is ready may come by any name, so READY waits for this.
            Task<Doorway> opening = Doorway.OpenAsync(_listener, address, port, doorman, _time, _log);
            await (await Task.WhenAny(opening, Completion).ConfigureAwait(false)).ConfigureAwait(false);
            _doorways.Add(await opening.ConfigureAwait(false));
        }

        Completion = Task.WhenAny([Completion, .. _doorways.Select(d => d.Completion)]).Unwrap();
        _sweep = _time.CreateTimer(_ => Sweep(), null, SweepEvery, SweepEvery);
    }

    private void Sweep()
    {
        _lobby.Sweep();
        _watch.Sweep();
    }

    private async Task AcceptAsync(RequestDesk desk)
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

            _ = desk.HandleAsync(context);
        }
    }
}
