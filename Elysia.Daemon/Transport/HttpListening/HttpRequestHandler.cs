using System.Net;
using Elysia.Admission;
using Elysia.Admission.Limiting;
using Elysia.Admission.Tokens;
using Elysia.Fanout;
using Elysia.Http;
using Elysia.Transport.Clients;
using Elysia.Transport.Listening;
using Elysia.Transport.WebSockets;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.HttpListening;

/// <summary>Handles a request that has been read: answers it, or upgrades it to a WebSocket.</summary>
/// <remarks>Each request runs in its own task.</remarks>
/// <param name="services">The services that decide about requests and answer them.</param>
/// <param name="listener">The listener of the requests.</param>
/// <param name="upgrader">Turns a request into a WebSocket.</param>
/// <param name="connections">Tracks the connections; null on the plain path, where that is not possible.</param>
/// <param name="bugs">Logs bugs that requests reveal.</param>
internal sealed class HttpRequestHandler(
    HttpServices services, HttpListener listener, IUpgrader upgrader, HttpConnectionManager? connections, RequestBugLog bugs)
{
    private readonly AdmissionControl _admission = services.Admission;
    private readonly ILogger _log = services.Log;
    private readonly TaskCompletionSource _bug = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Faults when serving a client meets a bug in the daemon, which ends the daemon; never completes
    /// otherwise.</summary>
    public Task Bug => _bug.Task;

    /// <summary>Handles one request; an accepted client then runs in its own task.</summary>
    public async Task HandleAsync(HttpListenerContext context)
    {
        // Leaves the accept loop at once, so that a slow response delays no other request.
        await Task.Yield();
        IDisposable? place = null;
        try
        {
            connections?.Asked(HttpListenerInternals.ConnectionOf(context));
            HttpRequest request = HttpRequest.From(context.Request, _admission.ForwardedHeaders);
            if (request.Remote.IsForwarded)
            {
                connections?.Belongs(HttpListenerInternals.ConnectionOf(context), request.Remote.Address);
            }

            ConnectionVerdict verdict = _admission.Admit(request.Remote, isCounted: connections is not null, out place);
            if (verdict != ConnectionVerdict.Accept)
            {
                await HttpResponse.Refusal(verdict).SendAsync(context).ConfigureAwait(false);
            }
            else if (!UpgradeRequest.IsMeant(context.Request) || !HttpRouter.IsWebSocketPath(request.Path))
            {
                HttpResponse answer = await services.Router.RouteAsync(request).ConfigureAwait(false);
                await SendAsync(answer, context).ConfigureAwait(false);
            }
            else if (await CheckUpgradeAsync(context, request).ConfigureAwait(false) is { } admitted)
            {
                // Counted under one address: the client's own, or the one that a proxy names.
                IDisposable? ownPlace = LeaveConnections(context);
                place ??= ownPlace;
                AcceptedClient client = await UpgradeAsync(context, request, admitted).ConfigureAwait(false);

                // Not awaited: while this method runs, it holds the request, its headers and an 8 KB buffer of
                // HttpListener.
                _ = ServeAsync(client, place);
                place = null;
                return;
            }
        }
        catch (Exception e) when (SocketFaults.IsExpected(e) || e is HttpListenerException)
        {
            // The client left in the middle of its request.
            _log.HandshakeAborted(e.Message);
        }
#pragma warning disable CA1031 // One connection is at stake, not the daemon (architecture rule 6).
        catch (Exception e)
#pragma warning restore CA1031
        {
            bugs.Report(e);
            Fail(context);
        }

        place?.Dispose();
        Release(context);
    }

    private Task SendAsync(HttpResponse answer, HttpListenerContext context)
    {
        if (connections is null || answer.Body.Length <= HttpResponse.PieceBytes)
        {
            return answer.SendAsync(context);
        }

        object connection = HttpListenerInternals.ConnectionOf(context);
        connections.Sends(connection);
        return answer.SendAsync(context, () => connections.Moved(connection));
    }

    /// <summary>Responds with 500 and no body. Without a response, HttpListener would send 200.</summary>
    private void Fail(HttpListenerContext context)
    {
        try
        {
            context.Response.StatusCode = 500;
            context.Response.KeepAlive = false;
            context.Response.ContentLength64 = 0;
            context.Response.Close();
        }
#pragma warning disable CA1031 // HttpListener may throw anything for a response that has begun or a client that has left.
        catch (Exception)
#pragma warning restore CA1031
        {
            // The head has been sent, so only the end of the connection can show that the response is broken.
            if (connections is null)
            {
                context.Response.Abort();
            }
            else
            {
                HttpListenerInternals.End(HttpListenerInternals.ConnectionOf(context));
            }
        }
    }

    /// <summary>Releases a request that is over, whatever its outcome.</summary>
    private void Release(HttpListenerContext context)
    {
        if (connections is not null)
        {
            LeaveConnections(context)?.Dispose();
            HttpListenerInternals.Forget(listener, context);
        }
    }

    private IDisposable? LeaveConnections(HttpListenerContext context) =>
        connections?.Leave(HttpListenerInternals.ConnectionOf(context));

    private async Task ServeAsync(AcceptedClient client, IDisposable? place)
    {
        try
        {
            await services.Clients.RunAsync(client).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The exception is carried to the task that the daemon awaits (architecture rule 6).
        catch (Exception e)
#pragma warning restore CA1031
        {
            // Socket errors are caught where sockets are read and written, so this is a bug in the daemon.
            client.Socket.Abort();
            _bug.TrySetException(e);
        }

        place?.Dispose();
    }

    /// <returns>The request, or null when it was refused and the refusal was sent.</returns>
    private async Task<(UpgradeRequest Request, Grant? Grant)?> CheckUpgradeAsync(
        HttpListenerContext context, HttpRequest request)
    {
        UpgradeRequest upgrade = UpgradeRequest.From(context.Request);
        UpgradeVerdict verdict = !services.Clients.HasRoom ? UpgradeVerdict.Full
            : !_admission.Origins.Allows(request.Headers("Origin"), request.Headers("Host"), request.Remote)
                ? UpgradeVerdict.ForeignOrigin
            : upgrade.Validate();
        var result = new AuthorizationResult(verdict);
        if (verdict == UpgradeVerdict.Accept)
        {
            var credential = Credential.From(request.Headers, context.Request.QueryString.Get);
            result = await services.Authorizer.AuthorizeAsync(credential, request.Remote.IsThisMachine(request.Headers))
                .ConfigureAwait(false);
        }

        if (result.Verdict == UpgradeVerdict.TokenRefused)
        {
            _log.TokenRefused(result.Token.Verdict);
        }

        services.Refusals.Record(result.Verdict);
        if (result.Verdict == UpgradeVerdict.Accept)
        {
            return (upgrade, result.Grant);
        }

        _log.UpgradeRefused(result.Verdict);
        if (result.Verdict == UpgradeVerdict.ForeignOrigin)
        {
            // Counted, and not held against the address: it is the page that is foreign, not its visitor.
            _admission.Counters.Offended(Offence.ForeignOrigin);
        }
        else if (OffenceOf(result.Verdict) is { } offence)
        {
            _admission.Offenders.Report(request.Remote.Address, offence);
        }

        await result.Response().SendAsync(context).ConfigureAwait(false);
        return null;
    }

    private static Offence? OffenceOf(UpgradeVerdict verdict) => verdict switch
    {
        // Not the client's fault.
        UpgradeVerdict.Full or UpgradeVerdict.TooManyPending => null,
        UpgradeVerdict.TokenRefused => Offence.BadToken,
        _ => Offence.BadUpgrade,
    };

    private async Task<AcceptedClient> UpgradeAsync(
        HttpListenerContext context, HttpRequest request, (UpgradeRequest Request, Grant? Grant) admitted)
    {
        System.Collections.Specialized.NameValueCollection query = context.Request.QueryString;
        string? subprotocol = admitted.Request.Subprotocol;
        WebSocketClientSocket socket = await upgrader.UpgradeAsync(listener, context, subprotocol).ConfigureAwait(false);
        return new AcceptedClient(socket, request.Remote, query["stamps"] == "1", admitted.Grant)
        {
            WantsMetrics = query["metrics"] == "1",
            Subprotocol = subprotocol,
            Fps = query["fps"],
            Resume = query["resume"],
            Remembered = MemoryKey.SubjectOf(query["me"]),
        };
    }
}

/// <summary>The services that decide about requests and answer them.</summary>
/// <param name="Router">Answers plain requests.</param>
/// <param name="Admission">Decides which connections and origins are accepted.</param>
/// <param name="Authorizer">Checks the credential of an upgrade.</param>
/// <param name="Clients">Serves the clients that are accepted.</param>
/// <param name="Refusals">Counts the verdicts.</param>
/// <param name="Log">The log for refusals.</param>
internal sealed record HttpServices(
    HttpRouter Router, AdmissionControl Admission, UpgradeAuthorizer Authorizer, ClientConnectionHandler Clients,
    RefusalCounters Refusals, ILogger<HttpListenerServer> Log);
