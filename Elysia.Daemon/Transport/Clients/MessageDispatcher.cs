using Elysia.Admission.Limiting;
using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Protocol.Messages;
using Elysia.State;

namespace Elysia.Transport.Clients;

/// <summary>Posts a client's message to the channel of the engine that handles it. Called by any receive loop; never
/// waits.</summary>
/// <param name="channels">The daemon's channels.</param>
/// <param name="latency">Measures the latency of chat messages; null to measure nothing.</param>
internal sealed class MessageDispatcher(EngineChannels channels, ChatLatency? latency = null)
{
    /// <summary>Posts a message.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="message">The message.</param>
    /// <param name="source">The source whose share a chat text takes.</param>
    /// <param name="gaveWay">Called on any thread when an accepted chat text is dropped later; may be null.</param>
    /// <returns>Why the message was refused, for the sender; <see cref="RefusalReason.None"/> when it was accepted.</returns>
    public RefusalReason Post(
        ClientId from, ClientMessage message, Source source = default, Action? gaveWay = null) => message.Kind switch
        {
            ClientMessageKind.Text => Ask(new ChatRequest(from, message.Content)
            {
                ReceivedAt = latency?.Now ?? 0,
                Source = source,
                GaveWay = gaveWay,
            }),
            ClientMessageKind.Interrupt => channels.Interrupts.Writer.TryWrite(new InterruptRequest(from, Left: false))
                ? RefusalReason.None : RefusalReason.Busy,
            _ => TryPost(message) ? RefusalReason.None : RefusalReason.Busy,
        };

    private RefusalReason Ask(ChatRequest request)
    {
        if (!channels.ChatsInFlight.TryTake(request.From))
        {
            return RefusalReason.TooManyChats;
        }

        if (channels.Chats.TryAdd(request, out ChatRequest? gaveWay))
        {
            if (gaveWay is not null)
            {
                channels.ChatsInFlight.Release(gaveWay.From);
                gaveWay.GaveWay?.Invoke();
            }

            return RefusalReason.None;
        }

        channels.ChatsInFlight.Release(request.From);
        return RefusalReason.Busy;
    }

    private bool TryPost(ClientMessage message) => message switch
    {
        { Kind: ClientMessageKind.Emotion } => Feel(message.Feeling, message.Intensity),
        { Kind: ClientMessageKind.MoodPush } => channels.Emotions.Writer.TryWrite(new EmotionRequest.Push(message.Mood)),
        { Kind: ClientMessageKind.ExpressionUpdate } => channels.MouthWidths.Writer.TryWrite(message.MouthWidth),
        { Kind: ClientMessageKind.Vision } =>
            Sense(new SenseReading.Vision(message.Presence, Unit(message.X), Unit(message.Y))),
        { Kind: ClientMessageKind.AudioAnalysis, Volume: { } volume } => Sense(new SenseReading.Audio(Math.Clamp(volume, 0, 1))),
        { Kind: ClientMessageKind.ScreenAtmosphere, R: { } r, G: { } g, B: { } b } =>
            Sense(new SenseReading.Screen(Colour(r), Colour(g), Colour(b))),

        // A reading without the values of its sense has no effect.
        _ => true,
    };

    private static double? Unit(double? value) => value is { } known ? Math.Clamp(known, 0, 1) : null;

    private static double Colour(double value) => Math.Clamp(value, 0, 255) / 255;

    private bool Sense(SenseReading reading) => channels.Emotions.Writer.TryWrite(new EmotionRequest.Sense(reading));

    private bool Feel(Feeling feeling, double intensity) =>
        channels.Emotions.Writer.TryWrite(new EmotionRequest.Feel(feeling, intensity));
}
