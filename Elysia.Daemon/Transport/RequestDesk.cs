using System.Net;
using Elysia.Admission;
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
                HttpAnswer answer = await router.RouteAsync(question).ConfigureAwait(false);
                await answer.SendAsync(context).ConfigureAwait(false);
            }
            else if (await JudgeAsync(context, question).ConfigureAwait(false) is { } admitted)
            {
                // Counted under one address: its own, or the one that a proxy names.
                IDisposable? ownPlace = LeaveLobby(context);
                place ??= ownPlace;
                AcceptedClient client = await UpgradeAsync(context, question, admitted).ConfigureAwait(false);

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
    private async Task<(UpgradeRequest Request, Grant? Grant)?> JudgeAsync(HttpListenerContext context, HttpQuestion question)
    {
        UpgradeRequest request = UpgradeRequest.From(context.Request);
        UpgradeVerdict verdict = !gate.HasRoom ? UpgradeVerdict.Full
            : !reception.Origins.Allows(question.Headers("Origin"), question.Headers("Host"), question.Caller)
                ? UpgradeVerdict.ForeignOrigin
            : request.Judge();
        var entry = new Entry(verdict);
        if (verdict == UpgradeVerdict.Accept)
        {
            var credential = Credential.From(question.Headers, context.Request.QueryString.Get);
            entry = await gate.AdmitAsync(credential, LocalCaller.Is(question.Caller, question.Headers)).ConfigureAwait(false);
        }

        counters.Judged(entry.Verdict);
        if (entry.Verdict == UpgradeVerdict.Accept)
        {
            return (request, entry.Grant);
        }

        log.UpgradeRefused(entry.Verdict);
        if (OffenceOf(entry.Verdict) is { } offence)
        {
            reception.Offenders.Note(question.Caller.Address, offence);
        }

        await entry.Answer().SendAsync(context).ConfigureAwait(false);
        return null;
    }

    private static Offence? OffenceOf(UpgradeVerdict verdict) => verdict switch
    {
        // Nobody's fault.
        UpgradeVerdict.Full or UpgradeVerdict.TooManyPending => null,
        UpgradeVerdict.ForeignOrigin => Offence.ForeignOrigin,
        UpgradeVerdict.TokenRefused => Offence.BadToken,
        _ => Offence.BadUpgrade,
    };

    private async Task<AcceptedClient> UpgradeAsync(
        HttpListenerContext context, HttpQuestion question, (UpgradeRequest Request, Grant? Grant) admitted)
    {
        System.Collections.Specialized.NameValueCollection query = context.Request.QueryString;
        string? subprotocol = admitted.Request.Subprotocol;
        WebSocketClientSocket socket = await upgrader.UpgradeAsync(listener, context, subprotocol).ConfigureAwait(false);
        return new AcceptedClient(socket, question.Caller, query["stamps"] == "1", admitted.Grant)
        {
            WantsMetrics = query["metrics"] == "1",
            Subprotocol = subprotocol,
            Fps = query["fps"],
            Resume = query["resume"],
            Remembered = MemoryKey.SubjectOf(query["me"]),
        };
    }
}
