using System.Security.Cryptography;
using Elysia.Admission;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Diagnostics;
using Elysia.Diff;
using Elysia.Engines;
using Elysia.Fanout;
using Elysia.Hosting;
using Elysia.Hosting.Logs;
using Elysia.Monitoring;
using Elysia.Motion;
using Elysia.Protocol;
using Elysia.State;
using Elysia.Ticking;
using Elysia.Transport;
using Microsoft.Extensions.Logging;

namespace Elysia;

/// <summary>The rooms of the daemon, built in the order in which the data flows through them.</summary>
internal sealed class DaemonRooms
{
    // Two heartbeats fit into the time after which a silent viewer is given up, so one may be lost.
    private const double HeartbeatShare = 0.4;
    private const int EpochDigits = 8;

    /// <summary>Builds every room; nothing runs yet but the senders, which wait.</summary>
    public DaemonRooms(DaemonOptions options, TimeProvider time, ILoggerFactory logs, LogFile? file = null)
    {
        // Goes on beside the building of the rooms, which takes as long.
        Task<string?> fault = HttpListenerAcceptor.FindFaultAsync(options, time);
        var latency = new ChatLatency(Meter, time);
        Channels = new EngineChannels(options.Admission.MaxChats);
        Activity = new ClientActivity(time);

        var mood = new MoodView();
        Emotion = new EmotionEngine(Channels, mood);
        ILogger engineLog = logs.CreateLogger<ConversationEngine>();
        Conversation = new ConversationEngine(Channels, mood, new EmbeddedResponder(), engineLog.ResponderFailed, latency);

        // The tick has a thread of its own; on a machine of one core they take turns.
        int senders = Math.Clamp(Environment.ProcessorCount - 1, 1, 8);
        Hub = new Hub(senders, options.MaxViewers,
            new SessionDeadlines(options.SlowClose, TimeSpan.FromSeconds(Limits.CloseDeadlineSeconds)), time, Meter);
        Replies = new ReplyDispatcher(Channels, Hub, latency);
        Housekeeper = new Housekeeper(() => Hub.Comings, Housekeeper.CollectAll, time);
        var threshold = new DeltaThreshold(options.DeltaThreshold);
        var clock = new MotionClock(time);
        TimeSpan heartbeat = options.SlowClose * HeartbeatShare;
        var motion = new PublishedMotion(threshold, new MovingFace(Forecast), clock, heartbeat);
        var pipeline = new TickPipeline(new TickInbox(Channels), new PublishedState(threshold), Hub, motion);
        Ticks = new TickLoop(
            pipeline, new TickRate(options.MinFps, options.MaxFps), Hub, Activity, Timer(time, logs), time, Meter);

        Auth = Authenticator(options, time, logs);
        Door = new Door(options, Auth, time, logs);
        Reception = new Reception(options.Admission, time, logs.CreateLogger<Reception>());
        Gate = new ClientGate(Hub, Channels, Activity, options.Admission, Reception.Offenders, Refusals, Door,
            new MotionService(
                new MotionDialect(Epoch(), heartbeat, threshold.Value), clock, time, new SessionCounters(Meter)),
            time, logs.CreateLogger<ClientGate>(), latency);
        Monitoring = new MonitoringRoom(
            options, Meter, Hub, Ticks.Counters, Gate, Refusals, Reception.Counters, Channels, file, time, logs);
        var page = new PageAssets(AdmissionSettings.Entries(options.Admission.FrameAncestors));
        var router = new HttpRouter(page,
        [
            new HealthEndpoint(Hub, Ticks.Counters, Hosting.Version.Text, time),
            new TicketEndpoint(Auth),
            .. Monitoring.Endpoints(page, new OperatorGate(Door.Keeper)),
        ]);
        Acceptor = new HttpListenerAcceptor(
            options, fault, router, Reception, Refusals, time, logs.CreateLogger<HttpListenerAcceptor>());
        MonitoringRoom.ShowDoor(Meter, Auth, Door, () => Acceptor.Guests);
        Reloadables = Auth.IsOn ? [Auth.Keys, Auth.Revocations] : [];
    }

    public DaemonMeter Meter { get; } = new();

    public EngineChannels Channels { get; }

    public ClientActivity Activity { get; }

    public EmotionEngine Emotion { get; }

    public ConversationEngine Conversation { get; }

    public Hub Hub { get; }

    public ReplyDispatcher Replies { get; }

    public Housekeeper Housekeeper { get; }

    public TickLoop Ticks { get; }

    public Reception Reception { get; }

    public RefusalCounters Refusals { get; } = new();

    public IWebSocketAcceptor Acceptor { get; }

    public ClientGate Gate { get; }

    public Authenticator Auth { get; }

    public Door Door { get; }

    /// <summary>What SIGHUP reads again, in this order.</summary>
    public IReadOnlyList<IReloadable> Reloadables { get; }

    public MonitoringRoom Monitoring { get; }

    private static Authenticator Authenticator(DaemonOptions options, TimeProvider time, ILoggerFactory logs)
    {
        ILogger log = logs.CreateLogger<Authenticator>();
        return new Authenticator(options, time, (source, keys, fault) =>
        {
            if (fault is null)
            {
                log.KeysRead(keys, source);
            }
            else
            {
                log.KeysNotRead(source, fault);
            }
        });
    }
    /// <summary>What is foreseen of her: the simulation with nothing happening.</summary>
    private static AvatarState Forecast(AvatarState state, TimeSpan time) => AvatarSimulation.Step(state, default, time);

    /// <summary>A name that no other run of the daemon has.</summary>
    private static string Epoch() => RandomNumberGenerator.GetHexString(EpochDigits, lowercase: true);

    private static ITickTimer Timer(TimeProvider time, ILoggerFactory logs)
    {
        if (ClockNanosleepTimer.IsSupported())
        {
            return new ClockNanosleepTimer();
        }

        logs.CreateLogger<TickLoop>().FallbackTimer();
        return new FallbackTickTimer(time);
    }
}
