using Elysia.Channels;
using Elysia.Protocol.Messages;
using Elysia.State;
using Elysia.Transport.Clients;

namespace Elysia.Tests.Transport.Clients;

/// <summary>Tests which engine each message goes to, and that a full channel is reported and never waited
/// for.</summary>
[TestClass]
internal sealed class MessageDispatcherTests
{
    private static readonly ClientId From = new(7);

    private const int MaxChats = 3;

    private readonly EngineChannels _channels = new(MaxChats);
    private readonly MessageDispatcher _dispatcher;

    public MessageDispatcherTests() => _dispatcher = new MessageDispatcher(_channels);

    [TestMethod]
    public void Post_EachMessage_ReachesItsEngine()
    {
        Assert.AreEqual(RefusalReason.None, _dispatcher.Post(From, ClientMessage.Text("hello")));
        Assert.IsTrue(_channels.Chats.TryTake(_ => true, out ChatRequest chat));
        Assert.AreEqual(new ChatRequest(From, "hello"), chat);

        Assert.AreEqual(new EmotionRequest.Feel(Feeling.Calm, 0.7), Felt(ClientMessage.Emotion(Feeling.Calm, 0.7)));
        Assert.AreEqual(new EmotionRequest.Push(new Mood(1, 1, 1)), Felt(ClientMessage.MoodPush(new Mood(1, 1, 1))));
        Assert.AreEqual(
            new EmotionRequest.Sense(new SenseReading.Vision(true, 0.5, null)), Felt(ClientMessage.Vision(true, 0.5, null)));
        Assert.AreEqual(
            new EmotionRequest.Sense(new SenseReading.Audio(1)), Felt(ClientMessage.AudioAnalysis(7, null, null)));
        Assert.AreEqual(
            new EmotionRequest.Sense(new SenseReading.Screen(1, 0.2, 0)), Felt(ClientMessage.ScreenAtmosphere(999, 51, -3)));

        Assert.AreEqual(RefusalReason.None, _dispatcher.Post(From, ClientMessage.ExpressionUpdate(0.25)));
        Assert.IsTrue(_channels.MouthWidths.Reader.TryRead(out double width));
        Assert.AreEqual(0.25, width);
    }

    [TestMethod]
    public void Post_Interrupt_NamesTheSender()
    {
        Assert.AreEqual(RefusalReason.None, _dispatcher.Post(From, ClientMessage.Interrupt()));
        Assert.IsTrue(_channels.Interrupts.Reader.TryRead(out InterruptRequest request));
        Assert.AreEqual(new InterruptRequest(From, Left: false), request);
    }

    [TestMethod]
    public void Post_SenseWithoutItsValues_IsAcceptedAndDropped()
    {
        Assert.AreEqual(RefusalReason.None, _dispatcher.Post(From, ClientMessage.AudioAnalysis(null, 1, 1)));
        Assert.AreEqual(RefusalReason.None, _dispatcher.Post(From, ClientMessage.ScreenAtmosphere(1, null, 1)));
        Assert.IsFalse(_channels.Emotions.Reader.TryRead(out _));
        Assert.IsFalse(_channels.Chats.TryTake(_ => true, out _));
    }

    [TestMethod]
    public void Post_StalledEngine_IsBusyAtItsBoundAndAcceptsAfterwards()
    {
        var text = ClientMessage.Text("hello");
        int taken = 0;
        while (_dispatcher.Post(new ClientId(taken), text) is RefusalReason.None)
        {
            Assert.IsLessThan(1000, ++taken);
        }

        Assert.AreEqual(RefusalReason.Busy, _dispatcher.Post(From with { Value = 5000 }, text));
        Assert.IsTrue(_channels.Chats.TryTake(_ => true, out _));
        Assert.AreEqual(RefusalReason.None, _dispatcher.Post(From with { Value = 5000 }, text));
    }

    [TestMethod]
    public void Post_TooManyPendingTexts_AreRefusedToThatClientUntilAnswered()
    {
        var text = ClientMessage.Text("hello");
        for (int i = 0; i < MaxChats; i++)
        {
            Assert.AreEqual(RefusalReason.None, _dispatcher.Post(From, text));
        }

        Assert.AreEqual(RefusalReason.TooManyChats, _dispatcher.Post(From, text));
        Assert.AreEqual(RefusalReason.None, _dispatcher.Post(new ClientId(8), text));
        _channels.ChatsInFlight.Release(From);
        Assert.AreEqual(RefusalReason.None, _dispatcher.Post(From, text));
        Assert.AreEqual(RefusalReason.TooManyChats, _dispatcher.Post(From, text));
    }

    private EmotionRequest? Felt(ClientMessage message)
    {
        Assert.AreEqual(RefusalReason.None, _dispatcher.Post(From, message));
        return _channels.Emotions.Reader.TryRead(out EmotionRequest? felt) ? felt : null;
    }
}
