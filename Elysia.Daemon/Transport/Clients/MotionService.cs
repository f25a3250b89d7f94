using System.Globalization;
using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Http;
using Elysia.Motion;
using Elysia.Protocol;
using Elysia.Protocol.V1;
using Elysia.Protocol.V2;

namespace Elysia.Transport.Clients;

/// <summary>Protocol 2 as the receive loops see it: what a viewer asked for, and what it says about its session. Any
/// thread.</summary>
/// <param name="dialectOf">How its state is told in each form.</param>
/// <param name="clock">Server time.</param>
/// <param name="time">The daemon's clock.</param>
/// <param name="counters">Where what viewers say is counted.</param>
internal sealed class MotionService(
    Func<MotionForm, IClientProtocol> dialectOf, MotionClock clock, TimeProvider time, SessionCounters counters)
{
    private const double MicrosecondsPerMillisecond = 1000;

    private readonly IClientProtocol _json = dialectOf(MotionForm.Json);
    private readonly IClientProtocol _binary = dialectOf(MotionForm.Binary);

    /// <summary>What viewers said about what they show.</summary>
    public SessionCounters Counters => counters;

    /// <summary>What a client asked for with its connection.</summary>
    public SessionOptions WishOf(AcceptedClient client)
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

    /// <summary>Does what a viewer asks of its session.</summary>
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

/// <summary>What viewers of protocol 2 say about what they show. Any thread writes, any thread reads.</summary>
/// <param name="meter">Where lags are recorded; null for nowhere.</param>
internal sealed class SessionCounters(DaemonMeter? meter = null)
{
    // A screen further behind is one that lies or sleeps; it must not spoil the sum.
    private const double LagMaxSeconds = 60;
    private const double MillisecondsPerSecond = 1000;

    private long _disagreed;

    /// <summary>How often a viewer's digest was not the server's, so that it asked for a keyframe.</summary>
    public long DigestsDisagreed => Interlocked.Read(ref _disagreed);

    internal void Disagreed() => Interlocked.Increment(ref _disagreed);

    /// <summary>An acknowledgement came.</summary>
    /// <param name="nowMs">Server time.</param>
    /// <param name="shownMs">The server time on its screen, as it says.</param>
    internal void Acked(double nowMs, double shownMs) =>
        meter?.ShownLag.Record(Math.Clamp((nowMs - shownMs) / MillisecondsPerSecond, 0, LagMaxSeconds));
}
