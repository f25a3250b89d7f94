using Elysia.Admission;
using Elysia.Admission.Limiting;
using Elysia.Admission.Tokens;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Conversation;
using Elysia.Diagnostics;
using Elysia.Diff;
using Elysia.Emotion;
using Elysia.Fanout;
using Elysia.Hosting;
using Elysia.Hosting.Logs;
using Elysia.Http;
using Elysia.Memory;
using Elysia.Monitoring;
using Elysia.Monitoring.Metrics;
using Elysia.Motion;
using Elysia.Protocol;
using Elysia.Speech;
using Elysia.Speech.LipSync;
using Elysia.State;
using Elysia.Tapes;
using Elysia.Ticking;
using Elysia.Transport.Clients;
using Elysia.Transport.HttpListening;
using Elysia.Transport;
using Microsoft.Extensions.Logging;

namespace Elysia;

/// <summary>The rooms of the daemon, built in the order in which the data flows through them.</summary>
internal sealed class DaemonRooms
{
    // Of the time after which a silent viewer is given up; later it is asked by a ping. Longer than a curve of hers at rest, so
    // that at rest nothing is sent but those.
    private const double HeartbeatShare = 0.6;
    private const int EpochDigits = 8;

    /// <summary>Builds every room; nothing runs yet but the senders, which wait.</summary>
    public DaemonRooms(DaemonOptions options, TimeProvider time, ILoggerFactory logs, LogFile? file = null)
    {
        // Goes on beside the building of the rooms, which takes as long.
        Task<string?> fault = HttpListenerServer.FindFaultAsync(options, time);
        var latency = new ChatLatency(Meter, time);
        Channels = new EngineChannels(options.Admission.MaxChats);
        Activity = new ClientActivity(time);

        // Who lives a recording again must not write it over what she remembers.
        Tape? replayed = options.Tape?.Replay is { } path ? Tape.Read(path) : null;
        MemoryStore? store = replayed is null ? Open(options, time, logs.CreateLogger<MemoryKeeper>()) : null;
        Life life = replayed?.Life ?? Wake(options.Mood, store?.Mood(), time);
        Recorder = Record(options, life, logs.CreateLogger<Recorder>());
        var mood = new MoodView(life.Start.Mood, life.Temperament.Home, time);
        Memory = store is null ? null : new MemoryKeeper(store, mood, time, logs.CreateLogger<MemoryKeeper>());
        Emotion = new EmotionEngine(Channels, mood, new Senses(options.Senses.Split(','), time));
        Voices = new VoiceRoom(options.Voice, time, logs.CreateLogger<VoiceRoom>());
        Mouth = new MouthPlayer(Channels, time);
        Conversation = new ConversationEngine(
            Channels, mood, Responder(options.Reasoning, time, logs), Memory ?? (IMemory)new InMemoryConversationStore(),
            Voices.Voice, Mouth, options.Reasoning.TurnsAtOnce, time,
            logs.CreateLogger<ConversationEngine>(), latency, new TurnFigures(Meter));

        // The tick has a thread of its own; on a machine of one core they take turns.
        int senders = Math.Clamp(Environment.ProcessorCount - 1, 1, 8);
        Hub = new Hub(senders, options.MaxViewers,
            new SessionDeadlines(options.SlowClose, TimeSpan.FromSeconds(Limits.CloseDeadlineSeconds)), time, Meter);
        Replies = new ReplyDispatcher(Channels, Hub, latency);
        Housekeeper = new Housekeeper(() => Hub.Comings, Housekeeper.CollectAll, Housekeeper.ReleaseStart, time);
        var threshold = new DeltaThreshold(options.DeltaThreshold);
        var clock = new MotionClock(time);
        TimeSpan heartbeat = options.SlowClose * HeartbeatShare;
        var face = new MovingFace((state, ahead) => AvatarSimulation.Step(state, default, ahead, life.Temperament));
        var motion = new PublishedMotion(threshold, face, clock, heartbeat);
        var pipeline = new TickPipeline(new TickInbox(Channels), new PublishedState(threshold), Hub, life, motion,
            replayed is null ? Recorder : new Replay(replayed));
        Ticks = new TickLoop(
            pipeline, new TickRate(options.MinFps, options.MaxFps), Hub, Activity, Timer(time, logs), time, Meter);

        Auth = Authenticator(options, time, logs);
        TokenExpiry = new TokenExpiryMonitor(Auth.Revocations, time);
        var firstMessage = new FirstMessageAuthenticator(Auth, options.AuthTimeout, options.AuthPending, time);
        AdmissionControl = new AdmissionControl(options.Admission, time, logs.CreateLogger<AdmissionControl>());
        string epoch = Epoch();
        var protocol2 = new MotionService(
            form => new MotionDialect(form, epoch, heartbeat, threshold.Value), clock, time, new SessionCounters(Meter));
        var services = new ClientServices(new MessageDispatcher(Channels, latency),
            new AuthMessageHandler(Auth, TokenExpiry, logs.CreateLogger<AuthMessageHandler>()), protocol2, Activity, Refusals,
            options.Admission.MaxFragments, time, logs.CreateLogger<ClientConnectionHandler>());
        Clients = new ClientConnectionHandler(services, Hub, Channels, AdmissionControl.Offenders, firstMessage, TokenExpiry,
            MessageLimits.Of(options.Admission));
        Monitoring = new MonitoringRoom(
            options, Meter, Hub, Ticks.Counters, Clients, Refusals, AdmissionControl.Counters, Channels, file, time, logs);
        MindMetrics.Add(Meter.Meter, Conversation.Figures, () => Memory?.Failures ?? 0);
        VoiceMetrics.Add(Meter.Meter, Voices);
        var page = new PageAssets(AdmissionSettings.Entries(options.Admission.FrameAncestors));
        var router = new HttpRouter(page,
        [
            new HealthEndpoint(Hub, Ticks.Counters, Hosting.Version.Text, time),
            new TicketEndpoint(Auth),
            new ClipEndpoint(Voices.Clips),
            .. Monitoring.Endpoints(page, new OperatorAuthorizationPolicy(Auth)),
        ]);
        var http = new HttpServices(router, AdmissionControl, new UpgradeAuthorizer(Auth, firstMessage), Clients, Refusals,
            logs.CreateLogger<HttpListenerServer>());
        Server = new HttpListenerServer(options, fault, http, time);
        MonitoringRoom.AddAuthMetrics(Meter, Auth, firstMessage, () => Server.WaitingConnections);
        Reloadables = Auth.IsOn ? [Auth.Keys, Auth.Revocations] : [];
    }

    public DaemonMeter Meter { get; } = new();

    public EngineChannels Channels { get; }

    public ClientActivity Activity { get; }

    public EmotionEngine Emotion { get; }

    public ConversationEngine Conversation { get; }

    /// <summary>Null when nothing is recorded.</summary>
    public Recorder? Recorder { get; }

    /// <summary>Null when nothing is kept on disk.</summary>
    public MemoryKeeper? Memory { get; }

    public VoiceRoom Voices { get; }

    public MouthPlayer Mouth { get; }

    public Hub Hub { get; }

    public ReplyDispatcher Replies { get; }

    public Housekeeper Housekeeper { get; }

    public TickLoop Ticks { get; }

    public AdmissionControl AdmissionControl { get; }

    public RefusalCounters Refusals { get; } = new();

    public HttpListenerServer Server { get; }

    public ClientConnectionHandler Clients { get; }

    public Authenticator Auth { get; }

    /// <summary>Runs while authentication is on.</summary>
    public TokenExpiryMonitor TokenExpiry { get; }

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

    /// <summary>A name that no other run of the daemon has. Every client is told it: it is no secret, and needs no
    /// OpenSSL.</summary>
    private static string Epoch() => Random.Shared.GetHexString(EpochDigits, lowercase: true);

    private static IResponder Responder(ReasoningSettings settings, TimeProvider time, ILoggerFactory logs) =>
        settings.Url is null
            ? new EmbeddedResponder()
            : new ModelResponder(
                settings, Persona.Of(settings.PersonaFile), time, logs.CreateLogger<ModelResponder>());

    private static MemoryStore? Open(DaemonOptions options, TimeProvider time, ILogger log)
    {
        if (options.Memory.Folder is not { } folder)
        {
            return null;
        }

        try
        {
            MemoryStore store = MemoryFile.Open(folder, MemoryFile.Bounds(options.Memory), time, log.MemorySetAside);
            (long turns, long subjects) = store.Size();
            log.MemoryOpened(turns, subjects, folder);
            return store;
        }
        catch (MemoryUnavailableException e) when (e.IsPassing)
        {
            // A face that forgets is better than none.
            log.MemoryAbsent(folder, e.InnerException!.Message);
            return null;
        }
    }

    private static Recorder? Record(DaemonOptions options, Life life, ILogger log) => options.Tape?.Record is { } path
        ? new Recorder(
            new FileStream(path, FileMode.Create, FileAccess.Write), options.Mood, life.Start,
            reason => log.RecordingEnded(path, reason))
        : null;

    // While she was away she calmed down as she would have here.
    private static Life Wake(MoodSettings settings, KeptMood? kept, TimeProvider time)
    {
        Life life = Nature.Of(settings);
        return kept is { } then
            ? Nature.Of(settings, life.Temperament.Home.After(then.Mood, time.GetUtcNow() - then.At))
            : life;
    }

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
