using System.Text.Json;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.Integration.Reference;

/// <summary>The reference's eight tests of its core: state, message, full, skip, delta, threshold, groups, beat.</summary>
[TestClass]
internal sealed class AvatarCoreTests
{
    private readonly Publisher _publisher = new(0.01);

    [TestMethod]
    public void InitialState_AtStart_IsNeutral()
    {
        AvatarState state = AvatarState.Initial;
        Assert.AreEqual(new Mood(0, 0.2, 0), state.Mood);
        Assert.AreEqual(0, state.Expression.MouthCurve);
        Assert.AreEqual(0.6, state.Expression.EyeOpen, 1e-12);
        Assert.AreEqual(0.7, state.Spirits.Earth, 1e-12);
    }

    [TestMethod]
    public void StateMessage_AnyState_HasBothGroupsAndNoType()
    {
        JsonElement message = Json.Parse(_publisher.Tick(AvatarState.Initial).Greeting.Payload);
        Assert.IsFalse(message.TryGetProperty("type", out _));
        Assert.AreEqual(5, message.GetProperty("expression").EnumerateObject().Count());
        Assert.AreEqual(7, message.GetProperty("spirits").EnumerateObject().Count());
    }

    [TestMethod]
    public void DeltaMessage_FirstCall_IsFull()
    {
        _publisher.Tick(AvatarState.Initial);
        Assert.AreEqual(FieldMask.All, _publisher.JustPublished());
        JsonElement message = Json.Parse(_publisher.Last.Full(stamped: false).Payload);
        Assert.AreEqual("full", message.GetProperty("type").GetString());
    }

    [TestMethod]
    public void DeltaMessage_NoChange_IsSkipped()
    {
        _publisher.Tick(AvatarState.Initial);
        _publisher.Tick(AvatarState.Initial);
        Assert.IsTrue(_publisher.JustPublished().IsEmpty);
    }

    [TestMethod]
    public void DeltaMessage_OneFieldChanged_HasOnlyThatField()
    {
        _publisher.Tick(AvatarState.Initial);
        _publisher.Tick(AvatarState.Initial.With(FieldId.MouthCurve, 0.5));
        string json = Json.Text(_publisher.Last.Delta(_publisher.JustPublished(), stamped: false));
        Assert.AreEqual("""{"type":"delta","expression":{"mouth_curve":0.5}}""", json);
    }

    [TestMethod]
    [DataRow(0.009, false)]
    [DataRow(0.02, true)]
    public void DeltaMessage_ChangeAgainstTheThreshold_IsSentOnlyBeyondIt(double change, bool sent)
    {
        _publisher.Tick(AvatarState.Initial);
        _publisher.Tick(AvatarState.Initial.With(FieldId.MouthCurve, change));
        Assert.AreEqual(sent, !_publisher.JustPublished().IsEmpty);
    }

    [TestMethod]
    public void DeltaMessage_ExpressionOrSpiritsChanged_TrackedSeparately()
    {
        _publisher.Tick(AvatarState.Initial);
        AvatarState smiling = AvatarState.Initial.With(FieldId.MouthCurve, 0.5);
        _publisher.Tick(smiling);
        Assert.IsTrue(_publisher.JustPublished().HasExpression);
        Assert.IsFalse(_publisher.JustPublished().HasSpirits);
        _publisher.Tick(smiling.With(FieldId.Fire, 0.9));
        Assert.IsFalse(_publisher.JustPublished().HasExpression);
        Assert.IsTrue(_publisher.JustPublished().HasSpirits);
    }

    [TestMethod]
    public void Update_TimePasses_MovesTheBeat()
    {
        AvatarState state = AvatarState.Initial;
        double before = state.Expression.Beat;
        state = AvatarSimulation.Step(state, default, TimeSpan.FromMilliseconds(100));
        Assert.AreNotEqual(before, state.Expression.Beat);
        Assert.IsInRange(0, 1, state.Expression.Beat);
    }
}
