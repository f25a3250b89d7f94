using Elysia.Channels;
using Elysia.Emotion;
using Elysia.State;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Emotion;

[TestClass]
internal sealed class EmotionEngineTests
{
    private const double Tolerance = 1e-12;

    private static readonly Senses NoSenses = new([], TimeProvider.System);

    private readonly EmotionEngine _engine = new(
        new EngineChannels(), new CurrentMood(Mood.Neutral, MoodDecay.None, TimeProvider.System), NoSenses);

    [TestMethod]
    public void Apply_Feel_MovesTheMoodLinearly()
    {
        _engine.Apply(new EmotionRequest.Feel(Feeling.Hopeful, 0.5));

        // m(1-i) + event·i from neutral (0, .2, 0) towards hopeful (.6, .4, .2).
        Assert.AreEqual(0.3, _engine.Mood.Valence, Tolerance);
        Assert.AreEqual(0.3, _engine.Mood.Arousal, Tolerance);
        Assert.AreEqual(0.1, _engine.Mood.Dominance, Tolerance);
    }

    [TestMethod]
    public void Apply_FullIntensity_ArrivesAtThePreset()
    {
        _engine.Apply(new EmotionRequest.Feel(Feeling.Empty, 1));

        Assert.AreEqual(new Mood(-0.5, 0.1, -0.3), _engine.Mood);
    }

    [TestMethod]
    public void Apply_ManyEvents_LeavesThePresetsUnchanged()
    {
        // The reference mutates its presets through aliasing (system.md section 8).
        Mood[] before = [.. Enum.GetValues<Feeling>().Select(Feelings.MoodOf)];

        for (int round = 0; round < 100; round++)
        {
            foreach (Feeling feeling in Enum.GetValues<Feeling>())
            {
                _engine.Apply(new EmotionRequest.Feel(feeling, 1));
                _engine.Apply(new EmotionRequest.Feel(feeling, 0.3));
            }
        }

        CollectionAssert.AreEqual(before, Enum.GetValues<Feeling>().Select(Feelings.MoodOf).ToArray());
        Assert.AreEqual(new Mood(0, 0.2, 0), Mood.Neutral);
    }

    [TestMethod]
    [DataRow(0.6, Feeling.Neutral)]
    [DataRow(0.61, Feeling.Focused)]
    public void Apply_IntensityAtTheBound_NamesHerFeelingOnlyAboveIt(double intensity, Feeling expected)
    {
        _engine.Apply(new EmotionRequest.Feel(Feeling.Focused, intensity));

        Assert.AreEqual(expected, _engine.Primary);
        Assert.HasCount(expected == Feeling.Neutral ? 0 : 1, _engine.Secondary);
    }

    [TestMethod]
    public void Apply_FiveStrongEvents_KeepsThreeEarlierOnesLatestFirst()
    {
        foreach (Feeling feeling in new[]
            { Feeling.Calm, Feeling.Hopeful, Feeling.Focused, Feeling.Introspective, Feeling.Empty })
        {
            _engine.Apply(new EmotionRequest.Feel(feeling, 0.9));
        }

        Assert.AreEqual(Feeling.Empty, _engine.Primary);
        CollectionAssert.AreEqual(
            new[] { Feeling.Introspective, Feeling.Focused, Feeling.Hopeful }, _engine.Secondary.ToArray());
    }

    [TestMethod]
    public void Apply_PushOutOfRange_Clamps()
    {
        _engine.Apply(new EmotionRequest.Push(new Mood(5, -3, -7)));

        Assert.AreEqual(new Mood(1, 0, -1), _engine.Mood);
        Assert.AreEqual(Feeling.Neutral, _engine.Primary);
    }

    [TestMethod]
    public void Apply_AnyEvents_KeepsTheMoodInRange() =>
        Prop.ForAll<(Feeling Feeling, byte Percent)[]>(events =>
        {
            var engine = new EmotionEngine(
                new EngineChannels(), new CurrentMood(Mood.Neutral, MoodDecay.None, TimeProvider.System), NoSenses);
            foreach ((Feeling feeling, byte percent) in events)
            {
                engine.Apply(new EmotionRequest.Feel(feeling, percent % 101 / 100.0));
            }

            return engine.Mood == engine.Mood.Clamped() && engine.Secondary.Count <= EmotionEngine.SecondaryMax;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public async Task RunAsync_Request_PublishesTheMoodToTickAndEngines()
    {
        var channels = new EngineChannels();
        var view = new CurrentMood(Mood.Neutral, MoodDecay.None, TimeProvider.System);
        var engine = new EmotionEngine(channels, view, NoSenses);
        using var stopping = new CancellationTokenSource();
        Task running = engine.RunAsync(stopping.Token);

        await channels.Emotions.Writer.WriteAsync(new EmotionRequest.Feel(Feeling.Hopeful, 1));
        Mood told = await channels.Moods.Reader.ReadAsync();

        Assert.AreEqual(new Mood(0.6, 0.4, 0.2), told);
        Assert.AreEqual(told, view.Current);
        await stopping.CancelAsync();
        await running;
    }
}
