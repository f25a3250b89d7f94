using Elysia.Admission;
using Elysia.Admission.Limiting;
using Elysia.Admission.Tokens;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Configuration.Options;
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
using Elysia.Protocol.V2;
using Elysia.Recording;
using Elysia.Speech;
using Elysia.Speech.LipSync;
using Elysia.State;
using Elysia.Ticking;
using Elysia.Transport.Clients;
using Elysia.Transport.HttpListening;
using Microsoft.Extensions.Logging;

namespace Elysia;

/// <summary>The components of the daemon, built in the order in which data flows through them.</summary>
internal sealed class DaemonServices
{
    // Share of the slow-close time after which a silent viewer gets a heartbeat; after the whole of it the viewer is
    // closed. Longer than one motion curve of a face at rest, so that nothing but those curves is sent at rest.
    private const double HeartbeatShare = 0.6;
    private const int EpochDigits = 8;

    /// <summary>Builds every component. Nothing runs yet except the senders, which wait.</summary>
    public DaemonServices(DaemonOptions options, TimeProvider time, ILoggerFactory logs, LogFile? file = null)
    {
        // The self-test runs in parallel with the construction of the components, which takes about as long.
        Task<string?> fault = HttpListenerServer.FindFaultAsync(options, time);
        var latency = new ChatLatency(Meter, time);
        Channels = new EngineChannels(options.Admission.MaxChats);
        Activity = new ClientActivity(time);

        // A replay must not overwrite the stored memory.
        TickRecording? replayed = options.Recording?.Replay is { } path ? TickRecording.Read(path) : null;
        MemoryStore? store = replayed is null ? Open(options, time, logs.CreateLogger<MemoryService>()) : null;
        AvatarSetup setup = replayed?.Setup ?? Restore(options.Mood, store?.Mood(), time);
        Recorder = Record(options, setup, logs.CreateLogger<TickRecorder>());
        var mood = new CurrentMood(setup.Start.Mood, setup.Temperament.Home, time);
        Memory = store is null ? null : new MemoryService(store, mood, time, logs.CreateLogger<MemoryService>());
        Emotion = new EmotionEngine(Channels, mood, new Senses(options.Senses.Split(','), time));
        Voices = new SpeechServices(options.Voice, time, logs.CreateLogger<SpeechServices>());
        Mouth = new MouthPlayer(Channels, time);
        Conversation = new ConversationEngine(
            Channels, mood, Responder(options.Reasoning, time, logs), Memory ?? (IMemory)new InMemoryConversationStore(),
            Voices.Voice, Mouth, options.Reasoning.TurnsAtOnce, time,
            logs.CreateLogger<ConversationEngine>(), latency, new TurnFigures(Meter));

        // One core is left to the tick thread; on a machine with one core they share it.
        int senders = Math.Clamp(Environment.ProcessorCount - 1, 1, 8);
        Hub = new Hub(senders, options.MaxViewers,
            new SessionDeadlines(options.SlowClose, TimeSpan.FromSeconds(Limits.CloseDeadlineSeconds)), time, Meter);
        Replies = new ReplyDispatcher(Channels, Hub, latency);
        HeapTrimmer = new HeapTrimmer(() => Hub.JoinsAndDepartures, HeapTrimmer.CollectAll, HeapTrimmer.ReleaseStart, time);
        var threshold = new DeltaThreshold(options.DeltaThreshold);
        var clock = new MotionClock(time);
        TimeSpan heartbeat = options.SlowClose * HeartbeatShare;
        var face = new FaceTrajectory((state, ahead) => AvatarSimulation.Step(state, default, ahead, setup.Temperament));
        var motion = new PublishedMotion(threshold, face, clock, heartbeat);
        var pipeline = new TickPipeline(new TickInbox(Channels), new PublishedState(threshold), Hub, setup, motion,
            replayed is null ? Recorder : new TickReplayer(replayed));
        Ticks = new TickLoop(
            pipeline, new TickRate(options.MinFps, options.MaxFps), Hub, Activity, Timer(time, logs), time, Meter);

        Auth = Authenticator(options, time, logs);
        TokenExpiry = new TokenExpiryMonitor(Auth.Revocations, time);
        var firstMessage = new FirstMessageAuthenticator(Auth, options.AuthTimeout, options.AuthPending, time);
        AdmissionControl = new AdmissionControl(
            options.Admission, time, logs.CreateLogger<AdmissionControl>(), options.HttpPort ?? 0);
        string epoch = Epoch();
        var protocol2 = new SessionMessageHandler(
            form => new ProtocolV2(form, epoch, heartbeat, threshold.Value), clock, time, new SessionCounters(Meter));
        var services = new ClientServices(new MessageDispatcher(Channels, latency),
            new AuthMessageHandler(Auth, TokenExpiry, logs.CreateLogger<AuthMessageHandler>()), protocol2, Activity, Refusals,
            options.Admission.MaxFragments, time, logs.CreateLogger<ClientConnectionHandler>());
        Clients = new ClientConnectionHandler(services, Hub, Channels, AdmissionControl.Offenders, firstMessage, TokenExpiry,
            MessageLimits.From(options.Admission));
        Monitoring = new MonitoringServices(
            options, Meter, Hub, Ticks.Counters, Clients, Refusals, AdmissionControl.Counters, Channels, file, time, logs);
        ConversationMetrics.Add(Meter.Meter, Conversation.Figures, () => Memory?.Failures ?? 0);
        VoiceMetrics.Add(Meter.Meter, Voices);
        var page = new PageAssets(AdmissionSettings.Entries(options.Admission.FrameAncestors));
        var router = new HttpRouter(page,
        [
            new HealthEndpoint(Hub, Ticks.Counters, Hosting.Version.Text, time),
            new TicketEndpoint(Auth),
            new ClipEndpoint(Voices.Clips),
            .. Monitoring.Endpoints(page, new OperatorAuthorizationPolicy(Auth)),
        ]);
        var http = new HttpServices(router, AdmissionControl, new UpgradeAuthorizer(Auth), Clients, Refusals,
            logs.CreateLogger<HttpListenerServer>());
        Server = new HttpListenerServer(options, fault, http, time);
        MonitoringServices.AddAuthMetrics(Meter, Auth, firstMessage, () => Server.WaitingConnections);
        Reloadables = Auth.IsOn ? [Auth.Keys, Auth.Revocations] : [];
    }

    public DaemonMeter Meter { get; } = new();

    public EngineChannels Channels { get; }

    public ClientActivity Activity { get; }

    public EmotionEngine Emotion { get; }

    public ConversationEngine Conversation { get; }

    /// <summary>Null unless the run is recorded.</summary>
    public TickRecorder? Recorder { get; }

    /// <summary>Null unless memory is kept on disk.</summary>
    public MemoryService? Memory { get; }

    public SpeechServices Voices { get; }

    public MouthPlayer Mouth { get; }

    public Hub Hub { get; }

    public ReplyDispatcher Replies { get; }

    public HeapTrimmer HeapTrimmer { get; }

    public TickLoop Ticks { get; }

    public AdmissionControl AdmissionControl { get; }

    public RefusalCounters Refusals { get; } = new();

    public HttpListenerServer Server { get; }

    public ClientConnectionHandler Clients { get; }

    public Authenticator Auth { get; }

    /// <summary>Runs only while authentication is on.</summary>
    public TokenExpiryMonitor TokenExpiry { get; }

    /// <summary>The components that SIGHUP reloads, in this order.</summary>
    public IReadOnlyList<IReloadable> Reloadables { get; }

    public MonitoringServices Monitoring { get; }

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

    /// <summary>Returns a random name for this run of the daemon. It is not a secret, since every client receives it,
    /// so the ordinary random generator is enough and OpenSSL need not be loaded.</summary>
    private static string Epoch() => Random.Shared.GetHexString(EpochDigits, lowercase: true);

    private static IResponder Responder(ReasoningSettings settings, TimeProvider time, ILoggerFactory logs) =>
        settings.Url is null
            ? new EmbeddedResponder()
            : new ModelResponder(
                settings, Persona.Load(settings.PersonaFile), time, logs.CreateLogger<ModelResponder>());

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
            // Running without memory is better than not running.
            log.MemoryAbsent(folder, e.InnerException!.Message);
            return null;
        }
    }

    private static TickRecorder? Record(DaemonOptions options, AvatarSetup setup, ILogger log) =>
        options.Recording?.Record is { } path
            ? new TickRecorder(
                new FileStream(path, FileMode.Create, FileAccess.Write), options.Mood, setup.Start,
                reason => log.RecordingEnded(path, reason))
            : null;

    // The stored mood decays over the time the daemon was down as it would have while running.
    private static AvatarSetup Restore(MoodSettings settings, StoredMood? kept, TimeProvider time)
    {
        AvatarSetup setup = AvatarFactory.Create(settings);
        return kept is { } then
            ? AvatarFactory.Create(settings, setup.Temperament.Home.After(then.Mood, time.GetUtcNow() - then.At))
            : setup;
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
