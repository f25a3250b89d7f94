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
    /// <returns>False when the engine has no room: the sender is to be told, nothing was taken.</returns>
    public bool TryPost(ClientId from, ClientMessage message) => message switch
    {
        ClientMessage.Text text => channels.Chats.Writer.TryWrite(new ChatRequest(from, text.Content)),
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
