using System.Globalization;
using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Http;
using Elysia.Motion;
using Elysia.Protocol;
using Elysia.Protocol.V1;
using Elysia.Protocol.V2;

namespace Elysia.Transport.Clients;

/// <summary>Protocol 2 for the receive loops: the options of a connection, and the messages about its session. Any
/// thread.</summary>
/// <param name="protocolOf">Returns the protocol for each form of the state.</param>
/// <param name="clock">Server time.</param>
/// <param name="time">The daemon's clock.</param>
/// <param name="counters">Counts what viewers report.</param>
internal sealed class SessionMessageHandler(
    Func<MotionForm, IClientProtocol> protocolOf, MotionClock clock, TimeProvider time, SessionCounters counters)
{
    private const double MicrosecondsPerMillisecond = 1000;

    private readonly IClientProtocol _json = protocolOf(MotionForm.Json);
    private readonly IClientProtocol _binary = protocolOf(MotionForm.Binary);

    /// <summary>Counts of what viewers have reported about their displayed state.</summary>
    public SessionCounters Counters => counters;

    /// <summary>Returns the options that a client asked for when it connected.</summary>
    public SessionOptions OptionsOf(AcceptedClient client)
    {
        int? fps = int.TryParse(client.Fps, NumberStyles.None, CultureInfo.InvariantCulture, out int asked)
            && asked is > 0 and <= SessionDecoder.FpsMax ? asked : null;
        return client.Subprotocol switch
        {
            UpgradeRequest.Protocol2 => new SessionOptions(_json, fps, ResumePoint.Parse(client.Resume)),
            UpgradeRequest.Protocol2Binary => new SessionOptions(_binary, fps, ResumePoint.Parse(client.Resume)),
            _ => new SessionOptions(client.Stamped ? ProtocolV1.Stamped : ProtocolV1.Plain, fps),
        };
    }

    /// <summary>Whether a client speaks protocol 2.</summary>
    public static bool Speaks(AcceptedClient client) =>
        client.Subprotocol is UpgradeRequest.Protocol2 or UpgradeRequest.Protocol2Binary;

    /// <summary>Handles a viewer's message about its session.</summary>
    public void Handle(ClientSession session, SessionMessage message)
    {
        switch (message)
        {
            case SessionMessage.Ack ack:
                session.Acked(ack.Tick);
                counters.Acked(clock.UsOf(time.GetTimestamp()) / MicrosecondsPerMillisecond, ack.ShownMs);
                break;

            case SessionMessage.Ping ping:
                _ = session.TryEnqueue(SessionEncoder.Pong(ping.C, clock.UsOf(time.GetTimestamp())));
                break;

            case SessionMessage.Rate rate:
                session.Requests.Rate(rate.Fps);
                session.Wake();
                break;

            case SessionMessage.Keyframe:
                session.Requests.AskKeyframe();
                session.Wake();
                counters.Disagreed();
                break;
        }
    }
}

/// <summary>Counts and lags that viewers of protocol 2 report about their displayed state. Any thread writes, any
/// thread reads.</summary>
/// <param name="meter">Records the lags; null to record nothing.</param>
internal sealed class SessionCounters(DaemonMeter? meter = null)
{
    // A viewer that reports more lies or was suspended; it must not distort the sum.
    private const double LagMaxSeconds = 60;
    private const double MillisecondsPerSecond = 1000;

    private long _disagreed;

    /// <summary>The number of times that a viewer's digest differed from the server's, so that it asked for a
    /// keyframe.</summary>
    public long DigestsDisagreed => Interlocked.Read(ref _disagreed);

    internal void Disagreed() => Interlocked.Increment(ref _disagreed);

    /// <summary>Records an acknowledgement.</summary>
    /// <param name="nowMs">Server time.</param>
    /// <param name="shownMs">The server time of the state on the viewer's screen, as it reports.</param>
    internal void Acked(double nowMs, double shownMs) =>
        meter?.ShownLag.Record(Math.Clamp((nowMs - shownMs) / MillisecondsPerSecond, 0, LagMaxSeconds));
}
