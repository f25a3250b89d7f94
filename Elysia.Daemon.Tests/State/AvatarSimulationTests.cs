using Elysia.State;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.State;

[TestClass]
internal sealed class AvatarSimulationTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(30);

    [TestMethod]
    public void Step_NoChanges_OnlyTheHeartMoves()
    {
        AvatarState after = AvatarSimulation.Step(AvatarState.Initial, default, Tick);
        foreach (FieldId field in AvatarStates.Fields.Where(f => f != FieldId.Beat))
        {
            Assert.AreEqual(AvatarState.Initial[field], after[field], Field.Name(field));
        }

        Assert.AreNotEqual(AvatarState.Initial[FieldId.Beat], after[FieldId.Beat]);
    }

    [TestMethod]
    public void Step_NewMood_ShowsItOnTheFaceAndInTheSpirits()
    {
        var mood = new Mood(0.6, 0.4, 0.2);
        AvatarState after = AvatarSimulation.Step(AvatarState.Initial, new AvatarChanges(mood, null), Tick);
        Assert.AreEqual(mood, after.Mood);
        Assert.AreEqual(0.6, after.Expression.MouthCurve, 1e-12);
        Assert.AreEqual(0.7, after.Expression.EyeOpen, 1e-12);
        Assert.AreEqual(0.5, after.Spirits.Light, 1e-12);
    }

    [TestMethod]
    public void Step_NewViseme_StaysUntilTheNextOne()
    {
        AvatarState open = AvatarSimulation.Step(AvatarState.Initial, new AvatarChanges(null, 0.8), Tick);
        AvatarState still = AvatarSimulation.Step(open, new AvatarChanges(new Mood(1, 1, 1), null), Tick);
        AvatarState closed = AvatarSimulation.Step(still, new AvatarChanges(null, 0), Tick);
        Assert.AreEqual(0.8, open.Expression.MouthWidth);
        Assert.AreEqual(0.8, still.Expression.MouthWidth);
        Assert.AreEqual(0, closed.Expression.MouthWidth);
    }

    [TestMethod]
    [DataRow(7, 1)]
    [DataRow(-7, 0)]
    [DataRow(double.NaN, 0)]
    public void Step_VisemeOutOfRange_IsBroughtIntoRange(double width, double expected)
    {
        AvatarState after = AvatarSimulation.Step(AvatarState.Initial, new AvatarChanges(null, width), Tick);
        Assert.AreEqual(expected, after.Expression.MouthWidth);
    }

    [TestMethod]
    public void Step_MoodOutOfRange_IsBroughtIntoRange()
    {
        AvatarState after = AvatarSimulation.Step(AvatarState.Initial, new AvatarChanges(new Mood(9, 9, -9), null), Tick);
        Assert.AreEqual(new Mood(1, 1, -1), after.Mood);
    }

    // One such value would stop her heart permanently, because the phase is carried from step to step.
    [TestMethod]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    [DataRow(double.NegativeInfinity)]
    public void Step_MoodNotFinite_TheHeartKeepsBeating(double value)
    {
        AvatarState after = AvatarSimulation.Step(
            AvatarState.Initial, new AvatarChanges(new Mood(value, value, value), null), Tick);
        foreach (FieldId field in AvatarStates.Fields)
        {
            Assert.IsInRange(Field.Min(field), Field.Max(field), after[field], Field.Name(field));
        }

        AvatarState later = AvatarSimulation.Step(after, new AvatarChanges(Mood.Neutral, null), Tick);
        Assert.IsTrue(double.IsFinite(later.Heart.PhaseRadians), "The phase is not finite.");
    }
}
