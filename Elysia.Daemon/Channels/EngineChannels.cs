using System.Threading.Channels;
using Elysia.State;

namespace Elysia.Channels;

/// <summary>Every queue between clients, engines and the tick: who writes, who reads, what bounds it, what happens at the
/// bound.</summary>
/// <remarks>Created once by the daemon. Writers and readers never wait for each other except where a line says so.</remarks>
/// <param name="maxChats">Most texts of one client that wait for an answer.</param>
internal sealed class EngineChannels(int maxChats = 16)
{
    /// <summary>Moods from the emotion engine to the tick.</summary>
    /// <remarks>One place, oldest dropped: a mood is absolute, so a newer one makes a waiting one history. Nothing is lost
    /// that a viewer could still have seen, and a tick that comes late takes the present mood, not a backlog.</remarks>
    public Channel<Mood> Moods { get; } = LatestWins<Mood>();

    /// <summary>What her mouth is to do, from speech to the tick.</summary>
    /// <remarks>One place, oldest dropped: each is the whole of what is known.</remarks>
    public Channel<VisemeTimeline> Mouths { get; } = LatestWins<VisemeTimeline>();

    /// <summary>Visemes from clients to the tick.</summary>
    /// <remarks>One place, oldest dropped, for the same reason as <see cref="Moods"/>. A channel of its own, so that a
    /// mood never pushes a viseme out.</remarks>
    public Channel<double> MouthWidths { get; } = LatestWins<double>();

    /// <summary>Events and pushes from clients to the emotion engine.</summary>
    /// <remarks>Events are relative: dropping one would change every mood after it. So the mode is Wait.
    /// Receive loops use TryWrite: when 1,024 wait, the sender is told that she is busy. The conversation waits, for it
    /// has nobody to refuse. The engine needs well under a microsecond for one, so the bound is met only when the
    /// machine stands still.</remarks>
    public Channel<EmotionRequest> Emotions { get; } = Bounded<EmotionRequest>(1024);

    /// <summary>Words from clients to the conversation.</summary>
    /// <remarks>128 places, shared fairly by the sources: a client whose text has no place, or gives way, is told that she is
    /// busy, rather than answered long after.</remarks>
    public ChatQueue Chats { get; } = new();

    /// <summary>Whose texts lie in <see cref="Chats"/>, or are being thought about.</summary>
    public ChatsInFlight ChatsInFlight { get; } = new(maxChats);

    /// <summary>Clients that want no more of their answers, to the conversation.</summary>
    /// <remarks>Mode Wait, TryWrite: when 256 wait, the sender is told that she is busy. One takes a microsecond.</remarks>
    public Channel<InterruptRequest> Interrupts { get; } = Bounded<InterruptRequest>(256);

    /// <summary>Answers from the conversation to the fan-out.</summary>
    /// <remarks>Mode Wait and the conversation does wait: an answer is never dropped, and a fan-out that stands still
    /// slows the thinking, which fills <see cref="Chats"/>, which tells the askers.</remarks>
    public Channel<Reply> Replies { get; } = Bounded<Reply>(64);

    /// <summary>Who the clients are that talk to her.</summary>
    public Subjects Subjects { get; } = new();

    private static Channel<T> LatestWins<T>() => Channel.CreateBounded<T>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private static Channel<T> Bounded<T>(int capacity) => Channel.CreateBounded<T>(
        new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
}
