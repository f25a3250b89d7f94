using System.Net;
using Elysia.Configuration;
using Elysia.Diagnostics;
using Elysia.Fanout;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport;

/// <summary>The acceptor over HttpListener, with its traps closed one by one (docs/ARCHITECTURE.md, traps).</summary>
public sealed class HttpListenerAcceptor : IWebSocketAcceptor
{
    private readonly DaemonOptions _options;
    private readonly HttpRouter _router;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private HttpListener _listener = new();
    private IUpgrader _upgrader;
    private AnyHost? _anyHost;
    private volatile bool _stopping;

    /// <summary>An acceptor that is not bound yet.</summary>
    public HttpListenerAcceptor(DaemonOptions options, HttpRouter router, TimeProvider time, ILogger<HttpListenerAcceptor> log)
    {
        (_options, _router, _time, _log) = (options, router, time, log);
        _upgrader = new PlainUpgrader(options.SlowClose);
    }

    /// <inheritdoc/>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<Uri> StartAsync(IClientGate gate)
    {
        string? fault = _options.Transport == "plain" ? "ELYSIA_TRANSPORT is plain"
            : await TransportProbe.FindFaultAsync(_time).ConfigureAwait(false);
        string host = _options.Host == "localhost" ? "127.0.0.1" : _options.Host;
        bool everywhere = host == "0.0.0.0";
        int second = _options.HttpPort ?? 0;
        (_listener, int port) = ListenAddress.Bind(_options.Port, p => Prefixes(everywhere ? "*" : host, p, second));
        if (fault is null)
        {
            _upgrader = new DetachingUpgrader(_options.SlowClose);
            _anyHost = everywhere ? null : new AnyHost(IPAddress.Parse(host), second == 0 ? [port] : [port, second]);
        }
        else
        {
            _log.TransportIsPlain(fault);
        }

        Completion = AcceptAsync(gate);
        if (_anyHost is not null)
        {
            // Who hears that she is ready may come by any name, so READY waits for this.
            await (await Task.WhenAny(_anyHost.RequestAllAsync(), Completion).ConfigureAwait(false)).ConfigureAwait(false);
        }

        return new Uri($"http://{(everywhere ? "127.0.0.1" : host)}:{port}/");
    }

    /// <inheritdoc/>
    public void StopAccepting()
    {
        _stopping = true;
        _anyHost?.Remove();

        // Not Stop or Close: both write HTTP text into WebSockets that are still open.
        _listener.Prefixes.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Close();

    private static IEnumerable<string> Prefixes(string host, int port, int second)
    {
        yield return $"http://{host}:{port}/";
        if (second != 0)
        {
            yield return $"http://{host}:{second}/";
        }
    }

    private async Task AcceptAsync(IClientGate gate)
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

            _anyHost?.Ensure(_listener, context);
            _ = HandleAsync(context, gate);
        }
    }

    private async Task HandleAsync(HttpListenerContext context, IClientGate gate)
    {
        // Leaves the accepting loop at once, so that a slow answer holds nobody else up.
        await Task.Yield();
        try
        {
            HttpQuestion question = HttpQuestion.From(context.Request);
            if (!UpgradeRequest.IsMeant(context.Request) || !HttpRouter.IsWebSocketPath(question.Path))
            {
                await _router.Route(question).SendAsync(context).ConfigureAwait(false);
                return;
            }

            if (await UpgradeAsync(context, gate).ConfigureAwait(false) is { } client)
            {
                // Not awaited: as long as this method runs it holds the request, its headers and an 8 KB buffer of
                // HttpListener's.
                _ = ServeAsync(client, gate);
            }
        }
        catch (Exception e) when (SocketFaults.IsExpected(e) || e is HttpListenerException)
        {
            // The client left in the middle of its own request.
            _log.HandshakeAborted(e.Message);
        }
        catch (Exception e)
        {
            // One connection's bug must not take the others with it; it is loud in the log.
            _log.ConnectionFailed(e);
            context.Response.Abort();
        }
    }

    private async Task ServeAsync(AcceptedClient client, IClientGate gate)
    {
        try
        {
            await gate.RunAsync(client).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            _log.ConnectionFailed(e);
            client.Socket.Abort();
        }
    }

    /// <returns>The client, or null when it was refused and told so.</returns>
    private async Task<AcceptedClient?> UpgradeAsync(HttpListenerContext context, IClientGate gate)
    {
        UpgradeRequest request = UpgradeRequest.From(context.Request);
        UpgradeVerdict verdict = gate.HasRoom ? request.Judge() : UpgradeVerdict.Full;
        if (verdict != UpgradeVerdict.Accept)
        {
            _log.UpgradeRefused(verdict);
            await HttpRouter.Refuse(verdict).SendAsync(context).ConfigureAwait(false);
            return null;
        }

        IPEndPoint remote = context.Request.RemoteEndPoint;
        bool stamped = context.Request.QueryString["stamps"] == "1";
        WebSocketClientSocket socket = await _upgrader.UpgradeAsync(_listener, context, request.Subprotocol)
            .ConfigureAwait(false);
        return new AcceptedClient(socket, remote, stamped);
    }
}
