using System.Net;
using Elysia.Admission;
using Elysia.Diagnostics;
using Elysia.Fanout;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport;

/// <summary>Where a request that has been read is answered, or becomes a WebSocket.</summary>
/// <remarks>Each request is a task of its own.</remarks>
/// <param name="listener">The listener of the requests.</param>
/// <param name="router">Answers plain requests.</param>
/// <param name="upgrader">Turns a request into a WebSocket.</param>
/// <param name="lobby">Where the connections are counted; null on the plain path, where nobody can.</param>
/// <param name="reception">Who may come in.</param>
/// <param name="gate">Takes the clients in.</param>
/// <param name="counters">Where verdicts are counted.</param>
/// <param name="log">Where refusals are told.</param>
internal sealed class RequestDesk(
    HttpListener listener, HttpRouter router, IUpgrader upgrader, Lobby? lobby, Reception reception, IClientGate gate,
    RefusalCounters counters, ILogger log)
{
    /// <summary>Answers one request; a client that it lets in lives on in a task of its own.</summary>
    public async Task HandleAsync(HttpListenerContext context)
    {
        // Leaves the accepting loop at once, so that a slow answer holds nobody else up.
        await Task.Yield();
        IDisposable? place = null;
        try
        {
            lobby?.Asked(HttpListenerInternals.ConnectionOf(context));
            HttpQuestion question = HttpQuestion.From(context.Request, reception.Callers);
            ConnectionVerdict verdict = reception.Judge(question.Caller, isCounted: lobby is not null, out place);
            if (verdict != ConnectionVerdict.Accept)
            {
                await HttpAnswer.Refusal(verdict).SendAsync(context).ConfigureAwait(false);
            }
            else if (!UpgradeRequest.IsMeant(context.Request) || !HttpRouter.IsWebSocketPath(question.Path))
            {
                await router.Route(question).SendAsync(context).ConfigureAwait(false);
            }
            else if (await JudgeAsync(context, question).ConfigureAwait(false) is { } request)
            {
                // Counted under one address: its own, or the one that a proxy names.
                IDisposable? ownPlace = LeaveLobby(context);
                place ??= ownPlace;
                AcceptedClient client = await UpgradeAsync(context, question, request).ConfigureAwait(false);

                // Not awaited: as long as this method runs it holds the request, its headers and an 8 KB buffer of
                // HttpListener's.
                _ = ServeAsync(client, place);
                place = null;
                return;
            }
        }
        catch (Exception e) when (SocketFaults.IsExpected(e) || e is HttpListenerException)
        {
            // The client left in the middle of its own request.
            log.HandshakeAborted(e.Message);
        }
        catch (Exception e)
        {
            // One connection's bug must not take the others with it; it is loud in the log.
            log.ConnectionFailed(e);
            context.Response.Abort();
        }

        place?.Dispose();
        SeeOff(context);
    }

    /// <summary>A request is over, whatever came of it.</summary>
    private void SeeOff(HttpListenerContext context)
    {
        if (lobby is not null)
        {
            LeaveLobby(context)?.Dispose();
            HttpListenerInternals.Forget(listener, context);
        }
    }

    private IDisposable? LeaveLobby(HttpListenerContext context) => lobby?.Leave(HttpListenerInternals.ConnectionOf(context));

    private async Task ServeAsync(AcceptedClient client, IDisposable? place)
    {
        try
        {
            await gate.RunAsync(client).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            log.ConnectionFailed(e);
            client.Socket.Abort();
        }

        place?.Dispose();
    }

    /// <returns>The request, or null when it was refused and told so.</returns>
    private async Task<UpgradeRequest?> JudgeAsync(HttpListenerContext context, HttpQuestion question)
    {
        UpgradeRequest request = UpgradeRequest.From(context.Request);
        UpgradeVerdict verdict = !gate.HasRoom ? UpgradeVerdict.Full
            : !reception.Origins.Allows(question.Headers("Origin"), question.Headers("Host"), question.Caller)
                ? UpgradeVerdict.ForeignOrigin
            : request.Judge();
        counters.Judged(verdict);
        if (verdict == UpgradeVerdict.Accept)
        {
            return request;
        }

        log.UpgradeRefused(verdict);
        if (verdict != UpgradeVerdict.Full)
        {
            reception.Offenders.Note(question.Caller.Address,
                verdict == UpgradeVerdict.ForeignOrigin ? Offence.ForeignOrigin : Offence.BadUpgrade);
        }

        await HttpRouter.Refuse(verdict).SendAsync(context).ConfigureAwait(false);
        return null;
    }

    private async Task<AcceptedClient> UpgradeAsync(HttpListenerContext context, HttpQuestion question, UpgradeRequest request)
    {
        System.Collections.Specialized.NameValueCollection query = context.Request.QueryString;
        WebSocketClientSocket socket = await upgrader.UpgradeAsync(listener, context, request.Subprotocol).ConfigureAwait(false);
        return new AcceptedClient(socket, question.Caller, query["stamps"] == "1")
        {
            Subprotocol = request.Subprotocol,
            Fps = query["fps"],
            Resume = query["resume"],
        };
    }
}
