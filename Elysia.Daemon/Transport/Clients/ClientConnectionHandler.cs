using System.Net;
using Elysia.Admission.Limiting;
using Elysia.Admission.Network;
using Elysia.Admission.Tokens;
using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Transport.WebSockets;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.Clients;

/// <summary>The lifetime of a client's connection: it authenticates by its first message if it must, joins the hub, is
/// received from, and leaves nothing behind when it ends.</summary>
/// <param name="services">What every connection uses.</param>
/// <param name="hub">The viewers.</param>
/// <param name="channels">Where the daemon learns who a client is, and that it left.</param>
/// <param name="offenders">Where clients that break the rules are counted.</param>
/// <param name="firstMessage">Asks clients without a credential for their token.</param>
/// <param name="expiry">Closes clients whose token has ended.</param>
/// <param name="limits">How much one client may say.</param>
internal sealed class ClientConnectionHandler(
    ClientServices services, Hub hub, EngineChannels channels, Offenders offenders, FirstMessageAuthenticator firstMessage,
    TokenExpiryMonitor expiry, MessageLimits limits)
{
    private readonly TimeProvider _time = services.Time;
    private readonly ILogger _log = services.Log;

    /// <summary>Protocol 2.</summary>
    public MotionService Motion => services.Motion;

    /// <summary>The viewers that asked for metrics.</summary>
    public MetricsSubscribers Audience { get; } = new();

    /// <summary>The last connections that ended.</summary>
    public RecentCloses Closes { get; } = new(services.Time);

    /// <summary>Whether there is room for one more viewer.</summary>
    public bool HasRoom => hub.HasRoom;

    /// <summary>Completes when the client has gone.</summary>
    public Task RunAsync(AcceptedClient client) =>
        client.Grant is { } grant ? RunAsync(client, grant) : AskAndRunAsync(client);

    private async Task AskAndRunAsync(AcceptedClient client)
    {
        if (await AskAsync(client).ConfigureAwait(false) is { } grant)
        {
            await RunAsync(client, grant).ConfigureAwait(false);
        }
    }

    private async Task<Grant?> AskAsync(AcceptedClient client)
    {
        (Grant? grant, CloseReason reason) = await firstMessage
            .AskAsync(client.Socket, Source.Of(client.Remote.Address)).ConfigureAwait(false);
        if (grant is null)
        {
            _log.NotAuthenticated(reason);

            // To give way to another client is nobody's fault.
            if (reason != CloseReason.Full)
            {
                offenders.Report(client.Remote.Address, Offence.BadToken);
            }
        }

        return grant;
    }

    private async Task RunAsync(AcceptedClient client, Grant grant)
    {
        ClientSession? session = hub.TryJoin(client.Socket, services.Motion.WishOf(client));
        if (session is null)
        {
            services.Refusals.TurnedAway();
            _log.ViewerTurnedAway(hub.ReasonToTurnAway, hub.Viewers);
            await TurnAwayAsync(client.Socket).ConfigureAwait(false);
            return;
        }

        IPAddress address = client.Remote.Address;
        _log.ViewerJoined(session.Id, address);
        client.Socket.Limiter?.Join(session);
        var access = new ClientAccess(session, grant, _time);
        Welcome(access, isAnswer: client.Grant is null);
        if (client.WantsMetrics)
        {
            Audience.Add(session);
        }

        channels.Subjects.Name(session.Id, SubjectOf(client, access));
        using var rate = new MessageRate(limits, _time, () => offenders.Report(address, Offence.MessageFlood));
        var connection = new ClientConnection(client.Socket, session, access, rate, services)
        {
            SpeaksMotion = MotionService.Speaks(client),
            Source = Source.Of(access.Subject, address),
        };
        try
        {
            await connection.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            // Whatever happened, the session ends and its socket is freed.
            session.Close(CloseReason.PeerGone);
            expiry.Remove(access);
            Audience.Remove(session);

            // Nobody is there to hear more; when the channel is full, the answer is thought to its end.
            channels.Interrupts.Writer.TryWrite(new InterruptRequest(session.Id, Left: true));
            channels.Subjects.Remove(session.Id);
        }

        CloseReason reason = await session.Ended.ConfigureAwait(false);
        Closes.Add(session.Id, reason);
        _log.ViewerLeft(session.Id, reason);
        if (OffenceOf(reason) is { } offence)
        {
            offenders.Report(address, offence);
        }
    }

    private static Offence? OffenceOf(CloseReason reason) => reason switch
    {
        CloseReason.ProtocolError or CloseReason.UnsupportedData or CloseReason.InvalidPayload or CloseReason.MessageTooBig
            or CloseReason.TooManyFragments or CloseReason.MessageTooSlow => Offence.BadMessage,
        CloseReason.TooManyFrames or CloseReason.TooManyBytes => Offence.MessageFlood,
        _ => null,
    };

    // A token tells who somebody is; a key is only for those without one, and never opens what belongs to a token.
    private static string SubjectOf(AcceptedClient client, ClientAccess access) =>
        access.CanEnd ? $"token:{access.Subject}" : client.Remembered;

    private void Welcome(ClientAccess access, bool isAnswer)
    {
        if (!access.CanEnd)
        {
            return;
        }

        _log.Authenticated(access.Session.Id, access.Subject, Roles.NameOf(access.Rights));
        expiry.Add(access);
        if (isAnswer)
        {
            access.Greet();
        }
    }

    private async Task TurnAwayAsync(WebSocketClientSocket socket)
    {
        try
        {
            await socket.CloseOutputAsync(hub.ReasonToTurnAway).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(1), _time).ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFaults.IsExpected(e) || e is TimeoutException)
        {
            // It left by itself.
        }

        socket.Abort();
    }
}

/// <summary>A client whose handshake is done.</summary>
/// <param name="Socket">Its WebSocket.</param>
/// <param name="Remote">Who it is.</param>
/// <param name="Stamped">Whether it asked for tick times (?stamps=1).</param>
/// <param name="Grant">What it may do; null when it must still send its token as its first message.</param>
internal sealed record AcceptedClient(WebSocketClientSocket Socket, RemoteClient Remote, bool Stamped, Grant? Grant)
{
    /// <summary>Whether it asked for metrics (?metrics=1).</summary>
    public bool WantsMetrics { get; init; }

    /// <summary>The subprotocol that was agreed on; null for none, which is protocol 1.</summary>
    public string? Subprotocol { get; init; }

    /// <summary>The state messages a second that it asked for (?fps=), as sent.</summary>
    public string? Fps { get; init; }

    /// <summary>The picture it says it has (?resume=), as sent.</summary>
    public string? Resume { get; init; }

    /// <summary>Whom she remembers it as when it has no token (?me=KEY, see <see cref="MemoryKey"/>); empty for nobody.</summary>
    public string Remembered { get; init; } = "";
}
