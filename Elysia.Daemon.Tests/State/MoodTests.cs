using Elysia.State;

namespace Elysia.Tests.State;

[TestClass]
internal sealed class MoodTests
{
    [TestMethod]
    [DataRow(0.0, 0.0, 0.2, 0.0)]
    [DataRow(0.5, 0.3, 0.3, 0.1)]
    [DataRow(1.0, 0.6, 0.4, 0.2)]
    public void Toward_Intensity_MovesInAStraightLine(double intensity, double v, double a, double d)
    {
        Mood moved = Mood.Neutral.Toward(Feelings.MoodOf(Feeling.Hopeful), intensity);
        Assert.AreEqual(v, moved.Valence, 1e-12);
        Assert.AreEqual(a, moved.Arousal, 1e-12);
        Assert.AreEqual(d, moved.Dominance, 1e-12);
    }

    // The reference blended into the preset itself, so that each event changed the meaning of the feeling.
    [TestMethod]
    public void Toward_ManyTimes_LeavesThePresetsAsTheyAre()
    {
        Mood mood = Mood.Neutral;
        for (int i = 0; i < 100; i++)
        {
            mood = mood.Toward(Feelings.MoodOf(Feeling.Empty), 0.9);
        }

        Assert.AreEqual(new Mood(-0.5, 0.1, -0.3), Feelings.MoodOf(Feeling.Empty));
        Assert.AreEqual(new Mood(0, 0.2, 0), Mood.Neutral);
    }

    [TestMethod]
    public void Clamped_EveryComponentTooFar_StopsAtItsOwnBound()
    {
        Assert.AreEqual(new Mood(1, 1, 1), new Mood(3, 3, 3).Clamped());
        Assert.AreEqual(new Mood(-1, 0, -1), new Mood(-3, -3, -3).Clamped());
    }

    [TestMethod]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    [DataRow(double.NegativeInfinity)]
    public void Clamped_NotFinite_IsInRange(double value)
    {
        Mood mood = new Mood(value, value, value).Clamped();
        Assert.IsInRange(-1, 1, mood.Valence);
        Assert.IsInRange(0, 1, mood.Arousal);
        Assert.IsInRange(-1, 1, mood.Dominance);
    }
}
