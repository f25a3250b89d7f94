using Elysia.Channels;
using Elysia.State;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Channels;

/// <summary>The behaviour of each queue at its bound: the latest mood wins, texts and events are never
/// dropped.</summary>
[TestClass]
internal sealed class EngineChannelsTests
{
    private readonly EngineChannels _channels = new();

    [TestMethod]
    public void Drain_ManyMoods_TakesTheLatestAndNoBacklog()
    {
        for (int i = 0; i <= 100; i++)
        {
            Assert.IsTrue(_channels.Moods.Writer.TryWrite(new Mood(0, i / 100.0, 0)));
        }

        var inbox = new TickInbox(_channels);
        Assert.AreEqual(1.0, inbox.Drain(0).Mood!.Value.Arousal);
        Assert.IsNull(inbox.Drain(0).Mood, "A mood was taken twice.");
    }

    [TestMethod]
    public void Drain_MoodAndMouth_DoNotDisplaceEachOther()
    {
        _channels.MouthWidths.Writer.TryWrite(0.25);
        _channels.Moods.Writer.TryWrite(Mood.Neutral);
        _channels.Moods.Writer.TryWrite(Mood.Neutral);
        AvatarChanges changes = new TickInbox(_channels).Drain(0);
        Assert.AreEqual(0.25, changes.MouthWidth);
        Assert.AreEqual(Mood.Neutral, changes.Mood);
    }

    [TestMethod]
    public void Emotions_Full_RefusesTheNewestAndKeepsTheRestInOrder() =>
        RefusesAtTheBound(_channels.Emotions, i => new EmotionRequest.Push(new Mood(0, i / 10_000.0, 0)));

    [TestMethod]
    public void SinceLastMessage_NoMessageYet_IsTheMaximum()
    {
        var time = new ManualTimeProvider();
        var activity = new ClientActivity(time);
        Assert.AreEqual(TimeSpan.MaxValue, activity.SinceLastMessage);
        activity.Touch();
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.AreEqual(TimeSpan.FromSeconds(3), activity.SinceLastMessage);
    }

    private static void RefusesAtTheBound<T>(System.Threading.Channels.Channel<T> channel, Func<int, T> make)
    {
        const int MoreThanAnyBound = 5000;
        int taken = Enumerable.Range(0, MoreThanAnyBound).TakeWhile(i => channel.Writer.TryWrite(make(i))).Count();
        Assert.IsInRange(1, MoreThanAnyBound - 1, taken, "The channel has no bound.");
        for (int i = 0; i < taken; i++)
        {
            Assert.IsTrue(channel.Reader.TryRead(out T? item));
            Assert.AreEqual(make(i), item);
        }

        Assert.IsTrue(channel.Writer.TryWrite(make(0)), "The channel is still full.");
    }
}
