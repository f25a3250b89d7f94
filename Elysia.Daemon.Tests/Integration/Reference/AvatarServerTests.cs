using Elysia.State;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Ticking;

namespace Elysia.Tests.Integration.Reference;

/// <summary>The reference's five tests of its server: the first message to a viewer, and the adaptive rate.</summary>
[TestClass]
internal sealed class AvatarServerTests
{
    private const double NeutralArousal = 0.2;

    private readonly TickRate _rate = new(15, 60);

    [TestMethod]
    public void InitialState_NewViewer_ReceivesHerFace()
    {
        var viewer = new ViewerModel();
        viewer.Receive(new Publisher().Tick(AvatarState.Initial).Greeting);
        Assert.HasCount(5, viewer.Expression);
        Assert.HasCount(7, viewer.Spirits);
        Assert.AreEqual(0.6, viewer[FieldId.EyeOpen], 0.01);
    }

    [TestMethod]
    public void AdaptiveRate_Idle_Is17() =>
        Assert.AreEqual(17, _rate.Of(TimeSpan.FromSeconds(100), 0, NeutralArousal));

    [TestMethod]
    [DataRow(5, 1, 28)]
    [DataRow(2, 3, 36)]
    public void AdaptiveRate_RecentMessage_IsHigher(int seconds, int clients, int expected) =>
        Assert.AreEqual(expected, _rate.Of(TimeSpan.FromSeconds(seconds), clients, NeutralArousal));

    [TestMethod]
    public void AdaptiveRate_SeveralClients_Is49() =>
        Assert.AreEqual(49, _rate.Of(TimeSpan.Zero, 10, NeutralArousal));

    [TestMethod]
    public void AdaptiveRate_AllInputs_StaysWithin15And60()
    {
        for (int clients = 0; clients <= 100; clients += 5)
        {
            for (int seconds = 0; seconds <= 20; seconds++)
            {
                for (double arousal = 0; arousal <= 1; arousal += 0.125)
                {
                    Assert.IsInRange(15, 60, _rate.Of(TimeSpan.FromSeconds(seconds), clients, arousal));
                }
            }
        }
    }
}
