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

/// <summary>The lifetime of a client's connection: authenticates it by its first message if necessary, adds it to the
/// hub, runs its receive loop, and releases everything when it ends.</summary>
/// <param name="services">The services that all connections share.</param>
/// <param name="hub">The viewers.</param>
/// <param name="channels">Tell the engines the subject of a client, and that it has left.</param>
/// <param name="offenders">Counts clients that break the rules.</param>
/// <param name="firstMessage">Asks clients without a credential for their token.</param>
/// <param name="expiry">Closes clients whose token has expired.</param>
/// <param name="limits">The limits for one client's messages.</param>
internal sealed class ClientConnectionHandler(
    ClientServices services, Hub hub, EngineChannels channels, Offenders offenders, FirstMessageAuthenticator firstMessage,
    TokenExpiryMonitor expiry, MessageLimits limits)
{
    private readonly TimeProvider _time = services.Time;
    private readonly ILogger _log = services.Log;

    /// <summary>Protocol 2.</summary>
    public SessionMessageHandler Motion => services.Motion;

    /// <summary>The viewers that subscribed to metrics.</summary>
    public MetricsSubscribers Audience { get; } = new();

    /// <summary>The connections that ended most recently.</summary>
    public RecentCloses Closes { get; } = new(services.Time);

    /// <summary>Whether another viewer can join.</summary>
    public bool HasRoom => hub.HasRoom;

    /// <summary>Serves a client; completes when it has left.</summary>
    public Task RunAsync(AcceptedClient client) =>
        client.Grant is { } grant ? RunAsync(client, grant) : AuthenticateAndRunAsync(client);

    private async Task AuthenticateAndRunAsync(AcceptedClient client)
    {
        if (await AuthenticateAsync(client).ConfigureAwait(false) is { } grant)
        {
            await RunAsync(client, grant).ConfigureAwait(false);
        }
    }

    private async Task<Grant?> AuthenticateAsync(AcceptedClient client)
    {
        (Grant? grant, CloseReason reason) = await firstMessage
            .AskAsync(client.Socket, Source.From(client.Remote.Address)).ConfigureAwait(false);
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
        ClientSession? session = hub.TryJoin(client.Socket, services.Motion.OptionsOf(client));
        if (session is null)
        {
            services.Refusals.TurnedAway();
            _log.ViewerTurnedAway(hub.ReasonToTurnAway, hub.Viewers);
            await RejectAsync(client.Socket).ConfigureAwait(false);
            return;
        }

        IPAddress address = client.Remote.Address;
        _log.ViewerJoined(session.Id, address);
        client.Socket.Limiter?.Join(session);
        var access = new ClientAccess(session, grant, _time);
        MonitorExpiry(access, isAnswer: client.Grant is null);
        if (client.WantsMetrics)
        {
            Audience.Add(session);
        }

        channels.Subjects.Name(session.Id, SubjectOf(client, access));
        using var rate = new MessageRate(limits, _time, () => offenders.Report(address, Offence.MessageFlood));
        var connection = new ClientConnection(client.Socket, session, access, rate, services)
        {
            SpeaksProtocol2 = SessionMessageHandler.Speaks(client),
            Source = Source.From(access.Subject, address),
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

            // The client will hear no more. When the channel is full, the answer is generated to its end.
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

    // A token identifies a subject. A memory key is only for clients without a token, and never gives access to a
    // token's memories.
    private static string SubjectOf(AcceptedClient client, ClientAccess access) =>
        access.CanEnd ? $"token:{access.Subject}" : client.Remembered;

    private void MonitorExpiry(ClientAccess access, bool isAnswer)
    {
        if (!access.CanEnd)
        {
            return;
        }

        _log.Authenticated(access.Session.Id, access.Subject, Roles.NameOf(access.Rights));
        expiry.Add(access);
        if (isAnswer)
        {
            access.SendGrant();
        }
    }

    private async Task RejectAsync(WebSocketClientSocket socket)
    {
        try
        {
            await socket.CloseOutputAsync(hub.ReasonToTurnAway).AsTask()
                .WaitAsync(TimeSpan.FromSeconds(1), _time).ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFaults.IsExpected(e) || e is TimeoutException)
        {
            // The client left by itself.
        }

        socket.Abort();
    }
}

/// <summary>A client whose handshake is complete.</summary>
/// <param name="Socket">The client's WebSocket.</param>
/// <param name="Remote">The client's address.</param>
/// <param name="Stamped">Whether the client asked for tick times (?stamps=1).</param>
/// <param name="Grant">The client's grant; null when it must still send its token as its first message.</param>
internal sealed record AcceptedClient(WebSocketClientSocket Socket, RemoteClient Remote, bool Stamped, Grant? Grant)
{
    /// <summary>Whether the client asked for metrics (?metrics=1).</summary>
    public bool WantsMetrics { get; init; }

    /// <summary>The negotiated subprotocol; null for none, which means protocol 1.</summary>
    public string? Subprotocol { get; init; }

    /// <summary>The number of state messages per second that the client asked for (?fps=), as sent.</summary>
    public string? Fps { get; init; }

    /// <summary>The resume point that the client sent (?resume=), as sent.</summary>
    public string? Resume { get; init; }

    /// <summary>The subject under which she remembers a client without a token (?me=KEY, see <see cref="MemoryKey"/>);
    /// empty for none.</summary>
    public string Remembered { get; init; } = "";
}
