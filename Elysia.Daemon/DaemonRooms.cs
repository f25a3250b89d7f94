using Elysia.Admission;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Diagnostics;
using Elysia.Diff;
using Elysia.Engines;
using Elysia.Fanout;
using Elysia.Hosting;
using Elysia.Ticking;
using Elysia.Transport;
using Elysia.Voices;
using Microsoft.Extensions.Logging;

namespace Elysia;

/// <summary>The rooms of the daemon, built in the order in which the data flows through them.</summary>
internal sealed class DaemonRooms
{
    /// <summary>Builds every room; nothing runs yet but the senders, which wait.</summary>
    public DaemonRooms(DaemonOptions options, TimeProvider time, ILoggerFactory logs)
    {
        Channels = new EngineChannels();
        Activity = new ClientActivity(time);

        var mood = new MoodView();
        Emotion = new EmotionEngine(Channels, mood);
        ILogger engineLog = logs.CreateLogger<ConversationEngine>();
        Voices = new VoiceRoom(options.Voice, time, logs.CreateLogger<VoiceRoom>());
        Mouth = new MouthPlayer(Channels, time);
        Conversation = new ConversationEngine(
            Channels, mood, new EmbeddedResponder(), Voices.Voice, Mouth, engineLog.ResponderFailed);

        // The tick has a thread of its own; on a machine of one core they take turns.
        int senders = Math.Clamp(Environment.ProcessorCount - 1, 1, 8);
        Hub = new Hub(senders, options.MaxViewers,
            new SessionDeadlines(options.SlowClose, TimeSpan.FromSeconds(Limits.CloseDeadlineSeconds)), time);
        Replies = new ReplyDispatcher(Channels, Hub);
        var pipeline = new TickPipeline(
            new TickInbox(Channels), new PublishedState(new DeltaThreshold(options.DeltaThreshold)), Hub);
        Ticks = new TickLoop(pipeline, new TickRate(options.MinFps, options.MaxFps), Hub, Activity, Timer(time, logs), time);

        var router = new HttpRouter(new PageAssets(), new HealthEndpoint(Hub, Ticks.Counters, Hosting.Version.Text, time),
            new ClipEndpoint(Voices.Clips));
        Acceptor = new HttpListenerAcceptor(options, router, time, logs.CreateLogger<HttpListenerAcceptor>());
        Gate = new ClientGate(Hub, Channels, Activity, new MessageLimits(), time, logs.CreateLogger<ClientGate>());
    }

    public EngineChannels Channels { get; }

    public ClientActivity Activity { get; }

    public EmotionEngine Emotion { get; }

    public ConversationEngine Conversation { get; }

    public VoiceRoom Voices { get; }

    public MouthPlayer Mouth { get; }

    public Hub Hub { get; }

    public ReplyDispatcher Replies { get; }

    public TickLoop Ticks { get; }

    public IWebSocketAcceptor Acceptor { get; }

    public ClientGate Gate { get; }

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
