using System.Net;
using Elysia.Admission.Limiting;
using Elysia.Admission.Network;
using Elysia.Admission.Tokens;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Http;
using Elysia.Protocol;
using Elysia.Transport.WebSockets;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport.Clients;

/// <summary>Where an accepted client becomes a viewer: joins the hub, is listened to, is seen off.</summary>
public sealed class ClientConnectionHandler(
    Hub hub, EngineChannels channels, ClientActivity activity, AdmissionSettings settings, Offenders offenders,
    RefusalCounters counters, Door door, MotionService motion, TimeProvider time, ILogger<ClientConnectionHandler> log,
    ChatLatency? latency = null)
    : IClientConnectionHandler, IRefusalLog
{
    private readonly MessageDispatcher _dispatcher = new(channels, latency);
    private readonly MessageLimits _limits = MessageLimits.Of(settings);

    /// <summary>Protocol 2.</summary>
    public MotionService Motion => motion;

    /// <summary>The viewers that asked for metrics.</summary>
    public MetricsAudience Audience { get; } = new();

    /// <summary>The last connections that ended.</summary>
    public RecentCloses Closes { get; } = new(time);

    /// <inheritdoc/>
    public bool HasRoom => hub.HasRoom;

    /// <inheritdoc/>
    public async ValueTask<AuthorizationResult> AdmitAsync(Credential credential, bool isLocal)
    {
        AuthorizationResult entry = await door.Keeper.AdmitAsync(credential, isLocal).ConfigureAwait(false);
        if (entry.Verdict == UpgradeVerdict.TokenRefused)
        {
            log.TokenRefused(entry.Token.Verdict);
        }

        return entry;
    }

    /// <inheritdoc/>
    public Task RunAsync(AcceptedClient client) =>
        client.Grant is { } grant ? RunAsync(client, grant) : AskAndRunAsync(client);

    /// <inheritdoc/>
    public void Refused(ClientId client, RefusalReason reason)
    {
        counters.Refused(reason);
        log.MessageRefused(client, reason);
    }

    /// <inheritdoc/>
    public void Received() => counters.Received();

    private async Task AskAndRunAsync(AcceptedClient client)
    {
        if (await AskAsync(client).ConfigureAwait(false) is { } grant)
        {
            await RunAsync(client, grant).ConfigureAwait(false);
        }
    }

    private async Task<Grant?> AskAsync(AcceptedClient client)
    {
        (Grant? grant, CloseReason reason) = await door.Pending.AskAsync(client.Socket).ConfigureAwait(false);
        if (grant is null)
        {
            log.NotAuthenticated(reason);
            offenders.Note(client.Remote.Address, Offence.BadToken);
        }

        return grant;
    }

    private async Task RunAsync(AcceptedClient client, Grant grant)
    {
        ClientSession? session = hub.TryJoin(client.Socket, motion.WishOf(client));
        if (session is null)
        {
            counters.TurnedAway();
            log.ViewerTurnedAway(hub.ReasonToTurnAway, hub.Viewers);
            await TurnAwayAsync(client.Socket).ConfigureAwait(false);
            return;
        }

        IPAddress address = client.Remote.Address;
        log.ViewerJoined(session.Id, address);
        client.Socket.Guard?.Join(session);
        var access = new ClientAccess(session, grant, time);
        Welcome(access, isAnswer: client.Grant is null);
        if (client.WantsMetrics)
        {
            Audience.Add(session);
        }

        channels.Subjects.Name(session.Id, SubjectOf(client, access));
        using var rate = new MessageRate(_limits, time, () => offenders.Note(address, Offence.MessageFlood));
        var connection = new ClientConnection(
            client.Socket, session, access, rate, _dispatcher, door.Desk, activity, this, settings.MaxFragments, time)
        {
            Motion = MotionService.Speaks(client) ? motion : null,
        };
        try
        {
            await connection.RunAsync().ConfigureAwait(false);
        }
        finally
        {
            // Whatever happened, the session ends and its socket is freed.
            session.Close(CloseReason.PeerGone);
            door.Watch.Remove(access);
            Audience.Remove(session);

            // Nobody is there to hear more; when the channel is full, the answer is thought to its end.
            channels.Interrupts.Writer.TryWrite(new InterruptRequest(session.Id, Left: true));
            channels.Subjects.Remove(session.Id);
        }

        CloseReason reason = await session.Ended.ConfigureAwait(false);
        Closes.Add(session.Id, reason);
        log.ViewerLeft(session.Id, reason);
        if (OffenceOf(reason) is { } offence)
        {
            offenders.Note(address, offence);
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

        log.Authenticated(access.Session.Id, access.Subject, Roles.NameOf(access.Rights));
        door.Watch.Add(access);
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
                .WaitAsync(TimeSpan.FromSeconds(1), time).ConfigureAwait(false);
        }
        catch (Exception e) when (SocketFaults.IsExpected(e) || e is TimeoutException)
        {
            // It left by itself.
        }

        socket.Abort();
    }
}
