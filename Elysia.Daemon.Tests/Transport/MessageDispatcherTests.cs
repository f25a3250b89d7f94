using Elysia.Channels;
using Elysia.Protocol;
using Elysia.State;
using Elysia.Transport;

namespace Elysia.Tests.Transport;

/// <summary>Which message goes to which engine, and that a full engine is told and never waited for.</summary>
[TestClass]
public sealed class MessageDispatcherTests
{
    private static readonly ClientId From = new(7);

    private readonly EngineChannels _channels = new();
    private readonly MessageDispatcher _dispatcher;

    public MessageDispatcherTests() => _dispatcher = new MessageDispatcher(_channels);

    [TestMethod]
    public void TryPost_EachMessage_ReachesItsEngine()
    {
        Assert.IsTrue(_dispatcher.TryPost(From, new ClientMessage.Text("hello")));
        Assert.IsTrue(_channels.Chats.Reader.TryRead(out ChatRequest? chat));
        Assert.AreEqual(new ChatRequest(From, "hello"), chat);

        Assert.AreEqual(new EmotionRequest.Feel(Feeling.Calm, 0.7), Felt(new ClientMessage.Emotion(Feeling.Calm, 0.7)));
        Assert.AreEqual(new EmotionRequest.Push(new Mood(1, 1, 1)), Felt(new ClientMessage.MoodPush(new Mood(1, 1, 1))));
        Assert.AreEqual(new EmotionRequest.Feel(Feeling.Focused, 0.3), Felt(new ClientMessage.Vision(true, 0.5, null)));

        Assert.IsTrue(_dispatcher.TryPost(From, new ClientMessage.ExpressionUpdate(0.25)));
        Assert.IsTrue(_channels.MouthWidths.Reader.TryRead(out double width));
        Assert.AreEqual(0.25, width);
    }

    [TestMethod]
    public void TryPost_SensesWithoutEffect_AreTakenAndReachNobody()
    {
        Assert.IsTrue(_dispatcher.TryPost(From, new ClientMessage.Vision(false, null, null)));
        Assert.IsTrue(_dispatcher.TryPost(From, new ClientMessage.AudioAnalysis(1, 1, 1)));
        Assert.IsTrue(_dispatcher.TryPost(From, new ClientMessage.ScreenAtmosphere(1, 1, 1)));
        Assert.IsFalse(_channels.Emotions.Reader.TryRead(out _));
        Assert.IsFalse(_channels.Chats.Reader.TryRead(out _));
    }

    [TestMethod]
    public void TryPost_EngineStandsStill_IsRefusedAtItsBoundAndTakenAfterwards()
    {
        var text = new ClientMessage.Text("hello");
        int taken = Enumerable.Range(0, 1000).TakeWhile(_ => _dispatcher.TryPost(From, text)).Count();
        Assert.IsInRange(1, 999, taken);
        Assert.IsTrue(_channels.Chats.Reader.TryRead(out _));
        Assert.IsTrue(_dispatcher.TryPost(From, text));
    }

    private EmotionRequest? Felt(ClientMessage message)
    {
        Assert.IsTrue(_dispatcher.TryPost(From, message));
        return _channels.Emotions.Reader.TryRead(out EmotionRequest? felt) ? felt : null;
    }
}
