using Elysia.Channels;
using Elysia.Emotion;
using Elysia.State;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Emotion;

/// <summary>Each sense pulls her mood its own way, within bounds, whatever the rate of its messages.</summary>
[TestClass]
internal sealed class SensesTests
{
    private static readonly SenseReading Loud = new SenseReading.Audio(1);
    private static readonly SenseReading Quiet = new SenseReading.Audio(0);
    private static readonly SenseReading There = new SenseReading.Vision(true, 0.5, 0.5);

    private readonly ManualTimeProvider _time = new();

    [TestMethod]
    public void Apply_LoudThenSilent_RousesAndCalmsWithinBounds()
    {
        Mood loud = Perceive(Loud, Mood.Neutral, seconds: 60, rateHz: 10);
        Assert.AreEqual(0.8, loud.Arousal, 0.01);
        Mood silent = Perceive(Quiet, loud, seconds: 60, rateHz: 10);
        Assert.AreEqual(0.1, silent.Arousal, 0.01);
        Assert.AreEqual(0, silent.Valence);
    }

    [TestMethod]
    public void Apply_AnyRate_PullsEquallyFar()
    {
        double often = Perceive(Loud, Mood.Neutral, seconds: 3, rateHz: 10).Arousal;
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.AreEqual(often, Perceive(Loud, Mood.Neutral, seconds: 3, rateHz: 2).Arousal, 0.02);
    }

    [TestMethod]
    public void Apply_AfterALongSilence_StartsAgain()
    {
        Senses senses = All();
        senses.Apply(Loud, Mood.Neutral);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.AreEqual(Mood.Neutral, senses.Apply(Loud, Mood.Neutral), "A silent hour must not count.");
    }

    [TestMethod]
    public void Apply_Colours_TintTheMoodWithinBounds()
    {
        Assert.AreEqual(0.3, Perceive(new SenseReading.Screen(1, 0.4, 0), Mood.Neutral, 120, 5).Valence, 0.01);
        Assert.AreEqual(-0.3, Perceive(new SenseReading.Screen(0, 0.2, 1), Mood.Neutral, 120, 5).Valence, 0.01);
        Assert.AreEqual(0.35, Perceive(new SenseReading.Screen(1, 1, 1), Mood.Neutral, 120, 5).Arousal, 0.01);
    }

    [TestMethod]
    public void Apply_SomebodyArrives_FocusesOnceAndAgainAfterAnAbsence()
    {
        Senses senses = All();
        Mood focused = Mood.Neutral.Toward(Feelings.MoodOf(Feeling.Focused), Senses.PresenceIntensity);
        Assert.AreEqual(focused, senses.Apply(There, Mood.Neutral));
        Assert.AreEqual(Mood.Neutral, senses.Apply(There, Mood.Neutral), "No time has passed, so nothing changes.");
        Assert.AreEqual(Mood.Neutral, senses.Apply(new SenseReading.Vision(false, null, null), Mood.Neutral));
        Assert.AreEqual(focused, senses.Apply(There, Mood.Neutral));
    }

    [TestMethod]
    public void Apply_Gaze_HoldsHerAttentionInTheMiddleOnly()
    {
        Assert.AreEqual(0.5, Perceive(There, Mood.Neutral, 120, 5).Arousal, 0.01);
        _time.Advance(TimeSpan.FromMinutes(1));
        Mood aside = Perceive(new SenseReading.Vision(true, 0, 1), Mood.Neutral, 120, 5);
        Assert.AreEqual(Mood.Neutral.Toward(Feelings.MoodOf(Feeling.Focused), Senses.PresenceIntensity), aside);
    }

    [TestMethod]
    public void Apply_SenseSwitchedOff_MovesNothing()
    {
        var senses = new Senses(["screen"], _time);
        foreach (SenseReading reading in (SenseReading[])[There, Loud, Loud])
        {
            Assert.AreEqual(Mood.Neutral, senses.Apply(reading, Mood.Neutral));
            _time.Advance(TimeSpan.FromSeconds(0.5));
        }
    }

    private Senses All() => new(["vision", "audio", "screen"], _time);

    private Mood Perceive(SenseReading reading, Mood mood, int seconds, int rateHz)
    {
        Senses senses = All();
        for (int i = 0; i <= seconds * rateHz; i++)
        {
            mood = senses.Apply(reading, mood);
            _time.Advance(TimeSpan.FromSeconds(1.0 / rateHz));
        }

        return mood;
    }
}
