using System.Threading.Channels;
using Elysia.State;

namespace Elysia.Channels;

/// <summary>Every queue between clients, engines and the tick: its writer, its reader, its bound, and what happens at
/// the bound.</summary>
/// <remarks>Created once by the daemon. Writers and readers never wait for each other unless a remark says
/// so.</remarks>
/// <param name="maxChats">The maximum number of texts of one client that wait for an answer.</param>
internal sealed class EngineChannels(int maxChats = 16)
{
    /// <summary>Moods from the emotion engine to the tick.</summary>
    /// <remarks>One slot, oldest dropped: a mood is absolute, so a newer one supersedes a waiting one. Nothing is lost
    /// that a viewer could still have seen, and a late tick gets the current mood instead of a backlog.</remarks>
    public Channel<Mood> Moods { get; } = LatestWins<Mood>();

    /// <summary>The movements of her mouth, from speech to the tick.</summary>
    /// <remarks>One slot, oldest dropped: each timeline is complete.</remarks>
    public Channel<VisemeTimeline> Mouths { get; } = LatestWins<VisemeTimeline>();

    /// <summary>Visemes from clients to the tick.</summary>
    /// <remarks>One slot, oldest dropped, for the same reason as <see cref="Moods"/>. A separate channel, so that a
    /// mood never displaces a viseme.</remarks>
    public Channel<double> MouthWidths { get; } = LatestWins<double>();

    /// <summary>Events and pushes from clients to the emotion engine.</summary>
    /// <remarks>Events are relative: dropping one would change every mood after it. So the mode is Wait. Receive loops
    /// use TryWrite: when 1,024 wait, the sender is told that she is busy. The conversation waits, because it has no
    /// client to refuse. The engine needs well under a microsecond per request, so the bound is reached only when the
    /// machine stalls.</remarks>
    public Channel<EmotionRequest> Emotions { get; } = Bounded<EmotionRequest>(1024);

    /// <summary>Texts from clients to the conversation.</summary>
    /// <remarks>128 places, shared fairly by the sources: a client whose text finds no place, or loses it, is told at once that
    /// she is busy, instead of being answered long after.</remarks>
    public ChatQueue Chats { get; } = new();

    /// <summary>The number of texts of each client that are in <see cref="Chats"/> or being answered.</summary>
    public ChatsInFlight ChatsInFlight { get; } = new(maxChats);

    /// <summary>Requests to stop an answer, from clients to the conversation.</summary>
    /// <remarks>Mode Wait, TryWrite: when 256 wait, the sender is told that she is busy. Handling one takes a
    /// microsecond.</remarks>
    public Channel<InterruptRequest> Interrupts { get; } = Bounded<InterruptRequest>(256);

    /// <summary>Answers from the conversation to the fan-out.</summary>
    /// <remarks>Mode Wait, and the conversation does wait: an answer is never dropped. A fan-out that stalls slows the
    /// conversation, which fills <see cref="Chats"/>, and then clients are told that she is busy.</remarks>
    public Channel<Reply> Replies { get; } = Bounded<Reply>(64);

    /// <summary>The subjects of the connected clients.</summary>
    public Subjects Subjects { get; } = new();

    private static Channel<T> LatestWins<T>() => Channel.CreateBounded<T>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    private static Channel<T> Bounded<T>(int capacity) => Channel.CreateBounded<T>(
        new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
}
