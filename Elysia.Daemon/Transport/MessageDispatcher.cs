using Elysia.Channels;
using Elysia.Protocol;
using Elysia.State;

namespace Elysia.Transport;

/// <summary>Puts a client's message into the channel of the engine it is for. Any receive loop; never waits.</summary>
/// <param name="channels">The daemon's channels.</param>
public sealed class MessageDispatcher(EngineChannels channels)
{
    private const double PresenceIntensity = 0.3;

    /// <summary>Posts a message.</summary>
    /// <returns>Why it was not taken, which the sender is to be told; <see cref="RefusalReason.None"/> when it was.</returns>
    public RefusalReason Post(ClientId from, ClientMessage message) => message switch
    {
        ClientMessage.Text text => Ask(from, text.Content),
        ClientMessage.Interrupt => channels.Interrupts.Writer.TryWrite(new InterruptRequest(from, Left: false))
            ? RefusalReason.None : RefusalReason.Busy,
        _ => TryPost(message) ? RefusalReason.None : RefusalReason.Busy,
    };

    private RefusalReason Ask(ClientId from, string words)
    {
        if (!channels.ChatsInFlight.TryTake(from))
        {
            return RefusalReason.TooManyChats;
        }

        if (channels.Chats.Writer.TryWrite(new ChatRequest(from, words)))
        {
            return RefusalReason.None;
        }

        channels.ChatsInFlight.Release(from);
        return RefusalReason.Busy;
    }

    private bool TryPost(ClientMessage message) => message switch
    {
        ClientMessage.Emotion emotion => Feel(emotion.Feeling, emotion.Intensity),
        ClientMessage.MoodPush push => channels.Emotions.Writer.TryWrite(new EmotionRequest.Push(push.Mood)),
        ClientMessage.ExpressionUpdate update => channels.MouthWidths.Writer.TryWrite(update.MouthWidth),
        ClientMessage.Vision { Presence: true } => Feel(Feeling.Focused, PresenceIntensity),

        // The other senses are understood and accepted; the contract gives them no effect on the mood.
        _ => true,
    };

    private bool Feel(Feeling feeling, double intensity) =>
        channels.Emotions.Writer.TryWrite(new EmotionRequest.Feel(feeling, intensity));
}
