using System.Security.Cryptography;
using Elysia.Admission;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Diagnostics;
using Elysia.Diff;
using Elysia.Engines;
using Elysia.Fanout;
using Elysia.Hosting;
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
    public DaemonRooms(DaemonOptions options, TimeProvider time, ILoggerFactory logs)
    {
        Channels = new EngineChannels(options.Admission.MaxChats);
        Activity = new ClientActivity(time);

        var mood = new MoodView();
        Emotion = new EmotionEngine(Channels, mood);
        ILogger engineLog = logs.CreateLogger<ConversationEngine>();
        Conversation = new ConversationEngine(Channels, mood, new EmbeddedResponder(), engineLog.ResponderFailed);

        // The tick has a thread of its own; on a machine of one core they take turns.
        int senders = Math.Clamp(Environment.ProcessorCount - 1, 1, 8);
        Hub = new Hub(senders, options.MaxViewers,
            new SessionDeadlines(options.SlowClose, TimeSpan.FromSeconds(Limits.CloseDeadlineSeconds)), time);
        Replies = new ReplyDispatcher(Channels, Hub);
        Housekeeper = new Housekeeper(() => Hub.Comings, Housekeeper.CollectAll, time);
        var threshold = new DeltaThreshold(options.DeltaThreshold);
        var clock = new MotionClock(time);
        TimeSpan heartbeat = options.SlowClose * HeartbeatShare;
        var motion = new PublishedMotion(threshold, new MovingFace(Forecast), clock, heartbeat);
        var pipeline = new TickPipeline(new TickInbox(Channels), new PublishedState(threshold), Hub, motion);
        Ticks = new TickLoop(pipeline, new TickRate(options.MinFps, options.MaxFps), Hub, Activity, Timer(time, logs), time);

        var router = new HttpRouter(new PageAssets(AdmissionSettings.Entries(options.Admission.FrameAncestors)),
            new HealthEndpoint(Hub, Ticks.Counters, Hosting.Version.Text, time));
        Reception = new Reception(options.Admission, time, logs.CreateLogger<Reception>());
        Acceptor = new HttpListenerAcceptor(
            options, router, Reception, Refusals, time, logs.CreateLogger<HttpListenerAcceptor>());
        Gate = new ClientGate(
            Hub, Channels, Activity, options.Admission, Reception.Offenders, Refusals,
            new MotionService(new MotionDialect(Epoch(), heartbeat, threshold.Value), clock, time), time,
            logs.CreateLogger<ClientGate>());
    }

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
