using System.Net;
using Elysia.Admission;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Protocol;
using Microsoft.Extensions.Logging;

namespace Elysia.Transport;

/// <summary>Where an accepted client becomes a viewer: joins the hub, is listened to, is seen off.</summary>
public sealed class ClientGate(
    Hub hub, EngineChannels channels, ClientActivity activity, AdmissionSettings settings, Offenders offenders,
    RefusalCounters counters, MotionService motion, TimeProvider time, ILogger<ClientGate> log)
    : IClientGate, IRefusalLog
{
    private readonly MessageDispatcher _dispatcher = new(channels);
    private readonly MessageLimits _limits = MessageLimits.Of(settings);

    /// <inheritdoc/>
    public bool HasRoom => hub.HasRoom;

    /// <inheritdoc/>
    public async Task RunAsync(AcceptedClient client)
    {
        ClientSession? session = hub.TryJoin(client.Socket, motion.WishOf(client));
        if (session is null)
        {
            log.ViewerTurnedAway(hub.ReasonToTurnAway, hub.Viewers);
            await TurnAwayAsync(client.Socket).ConfigureAwait(false);
            return;
        }

        IPAddress address = client.Caller.Address;
        log.ViewerJoined(session.Id, address);
        using var rate = new MessageRate(_limits, time, () => offenders.Note(address, Offence.MessageFlood));
        var connection = new ClientConnection(
            client.Socket, session, rate, _dispatcher, activity, this, settings.MaxFragments, time)
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
        }

        CloseReason reason = await session.Ended.ConfigureAwait(false);
        log.ViewerLeft(session.Id, reason);
        if (reason is CloseReason.ProtocolError or CloseReason.UnsupportedData or CloseReason.InvalidPayload
            or CloseReason.MessageTooBig or CloseReason.TooManyFragments)
        {
            offenders.Note(address, Offence.BadMessage);
        }
    }

    /// <inheritdoc/>
    public void Refused(ClientId client, RefusalReason reason)
    {
        counters.Refused(reason);
        log.MessageRefused(client, reason);
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
