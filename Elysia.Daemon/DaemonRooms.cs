using Elysia.Admission;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Diagnostics;
using Elysia.Diff;
using Elysia.Engines;
using Elysia.Fanout;
using Elysia.Hosting;
using Elysia.Memory;
using Elysia.Reasoning;
using Elysia.State;
using Elysia.Ticking;
using Elysia.Transport;
using Microsoft.Extensions.Logging;

namespace Elysia;

/// <summary>The rooms of the daemon, built in the order in which the data flows through them.</summary>
internal sealed class DaemonRooms
{
    /// <summary>Builds every room; nothing runs yet but the senders, which wait.</summary>
    public DaemonRooms(DaemonOptions options, TimeProvider time, ILoggerFactory logs)
    {
        Channels = new EngineChannels(options.Admission.MaxChats);
        Activity = new ClientActivity(time);

        MemoryStore? store = Open(options, time, logs.CreateLogger<MemoryKeeper>());
        Life life = Wake(options.Mood, store?.Mood(), time);
        var mood = new MoodView(life.Start.Mood, life.Temperament.Home, time);
        Memory = store is null ? null : new MemoryKeeper(store, mood, time, logs.CreateLogger<MemoryKeeper>());
        Emotion = new EmotionEngine(Channels, mood, new Senses(options.Senses.Split(','), time));
        Conversation = new ConversationEngine(
            Channels, mood, Responder(options.Reasoning, time, logs), Memory ?? (IMemory)new Conversation(),
            options.Reasoning.TurnsAtOnce, time, logs.CreateLogger<ConversationEngine>());

        // The tick has a thread of its own; on a machine of one core they take turns.
        int senders = Math.Clamp(Environment.ProcessorCount - 1, 1, 8);
        Hub = new Hub(senders, options.MaxViewers,
            new SessionDeadlines(options.SlowClose, TimeSpan.FromSeconds(Limits.CloseDeadlineSeconds)), time);
        Replies = new ReplyDispatcher(Channels, Hub);
        Housekeeper = new Housekeeper(() => Hub.Comings, Housekeeper.CollectAll, time);
        var pipeline = new TickPipeline(
            new TickInbox(Channels), new PublishedState(new DeltaThreshold(options.DeltaThreshold)), Hub, life);
        Ticks = new TickLoop(pipeline, new TickRate(options.MinFps, options.MaxFps), Hub, Activity, Timer(time, logs), time);

        var router = new HttpRouter(new PageAssets(AdmissionSettings.Entries(options.Admission.FrameAncestors)),
            new HealthEndpoint(Hub, Ticks.Counters, Hosting.Version.Text, time));
        Reception = new Reception(options.Admission, time, logs.CreateLogger<Reception>());
        Acceptor = new HttpListenerAcceptor(
            options, router, Reception, Refusals, time, logs.CreateLogger<HttpListenerAcceptor>());
        Gate = new ClientGate(
            Hub, Channels, Activity, options.Admission, Reception.Offenders, Refusals, time, logs.CreateLogger<ClientGate>());
    }

    public EngineChannels Channels { get; }

    public ClientActivity Activity { get; }

    public EmotionEngine Emotion { get; }

    public ConversationEngine Conversation { get; }

    /// <summary>Null when nothing is kept on disk.</summary>
    public MemoryKeeper? Memory { get; }

    public Hub Hub { get; }

    public ReplyDispatcher Replies { get; }

    public Housekeeper Housekeeper { get; }

    public TickLoop Ticks { get; }

    public Reception Reception { get; }

    public RefusalCounters Refusals { get; } = new();

    public IWebSocketAcceptor Acceptor { get; }

    public ClientGate Gate { get; }

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

        MemoryStore store = MemoryFile.Open(folder, MemoryFile.Bounds(options.Memory), time, log.MemorySetAside);
        (long turns, long subjects) = store.Size();
        log.MemoryOpened(turns, subjects, folder);
        return store;
    }

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
