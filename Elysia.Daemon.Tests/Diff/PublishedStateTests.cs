using Elysia.Diff;
using Elysia.State;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.Diff;

[TestClass]
internal sealed class PublishedStateTests
{
    private static readonly AvatarState Start = AvatarStates.Uniform(0.5);

    [TestMethod]
    public void Advance_FirstTick_PublishesEveryField()
    {
        var publisher = new Publisher();
        publisher.Tick(AvatarStates.Uniform(0));
        Assert.AreEqual(1, publisher.Last.Published.Tick);
        Assert.AreEqual(FieldMask.All, publisher.Last.Published.Since(0));
        Assert.AreEqual(FieldMask.None, publisher.Last.Published.Since(1));
    }

    [TestMethod]
    public void Advance_NothingMoved_PublishesNothing()
    {
        var publisher = new Publisher();
        publisher.Tick(Start);
        publisher.Tick(Start);
        Assert.AreEqual(FieldMask.None, publisher.JustPublished());
        Assert.AreEqual(2, publisher.Last.Published.Tick);
    }

    [TestMethod]
    [DataRow(0.5099, false)]
    [DataRow(0.511, true)]
    [DataRow(0.4901, false)]
    [DataRow(0.489, true)]
    public void Advance_OneFieldMoved_PublishesItBeyondTheThreshold(double value, bool published)
    {
        var publisher = new Publisher(0.01);
        publisher.Tick(Start);
        publisher.Tick(Start.With(FieldId.Air, value));
        FieldMask expected = published ? FieldMask.None.With(FieldId.Air) : FieldMask.None;
        Assert.AreEqual(expected, publisher.JustPublished());
    }

    // The reference replaced the whole baseline when any field was sent, so a change of 0.009 per tick beside a beating
    // heart was never published.
    [TestMethod]
    public void Advance_SlowFieldBesideABeatingHeart_IsPublished()
    {
        var publisher = new Publisher(0.01);
        for (int i = 0; i <= 100; i++)
        {
            publisher.Tick(AvatarStates.Uniform(0).With(FieldId.Fire, 0.009 * i).With(FieldId.Beat, i % 2));
        }

        Assert.AreEqual(0.9, publisher.Last.Published.Value(FieldId.Fire), 0.01);
    }

    [TestMethod]
    public void Advance_MovingField_IsRoundedToTheQuantum()
    {
        var publisher = new Publisher(0.01);
        publisher.Tick(Start);
        publisher.Tick(Start.With(FieldId.Dark, 0.7654321));
        Assert.AreEqual(765_000, publisher.Last.Published.Micros(FieldId.Dark));
    }

    [TestMethod]
    public void Advance_FieldHeldStill_SettlesExactlyOnceAndAfterSettleAfter()
    {
        var publisher = new Publisher(0.01);
        AvatarState moved = Start.With(FieldId.Dark, 0.7654321);
        publisher.Tick(Start);
        publisher.Tick(moved);
        publisher.Tick(moved, PublishedState.SettleAfter - TimeSpan.FromMilliseconds(1));
        Assert.AreEqual(FieldMask.None, publisher.JustPublished(), "The field settled too early.");
        publisher.Tick(moved, TimeSpan.FromMilliseconds(1));
        Assert.AreEqual(FieldMask.None.With(FieldId.Dark), publisher.JustPublished(), "The field did not settle in time.");
        Assert.AreEqual(765_432, publisher.Last.Published.Micros(FieldId.Dark));
        publisher.Tick(moved, TimeSpan.FromSeconds(10));
        Assert.AreEqual(FieldMask.None, publisher.JustPublished(), "The field settled twice.");
    }

    [TestMethod]
    public void Advance_FieldCreepsBelowTheThreshold_DoesNotSettleWhileItMoves()
    {
        var publisher = new Publisher(0.01);
        publisher.Settle(Start);
        for (int i = 1; i <= 90; i++)
        {
            publisher.Tick(Start.With(FieldId.Fire, 0.5 + (0.0001 * i)), TimeSpan.FromMilliseconds(100));
            Assert.AreEqual(FieldMask.None, publisher.JustPublished(), $"step {i}");
        }
    }

    [TestMethod]
    public void Since_EarlierTicks_HasAllFieldsThatAViewerAtThemLacks()
    {
        var publisher = new Publisher();
        publisher.Tick(Start);
        publisher.Tick(Start.With(FieldId.Fire, 0.9));
        publisher.Tick(Start.With(FieldId.Fire, 0.9).With(FieldId.EyeOpen, 0.1));
        PublishedTick last = publisher.Last.Published;
        FieldMask eye = FieldMask.None.With(FieldId.EyeOpen);
        Assert.AreEqual(FieldMask.None, last.Since(3));
        Assert.AreEqual(eye, last.Since(2));
        Assert.AreEqual(eye.With(FieldId.Fire), last.Since(1));
        Assert.AreEqual(FieldMask.All, last.Since(0));
    }

    [TestMethod]
    public void Advance_LaterTicks_LeaveEarlierOnesUnchanged()
    {
        var publisher = new Publisher();
        PublishedTick first = publisher.Tick(Start).Published;
        publisher.Tick(AvatarStates.Uniform(0.9));
        Assert.AreEqual(0.5, first.Value(FieldId.Fire));
        Assert.AreEqual(FieldMask.None, first.Since(1));
    }

    [TestMethod]
    public void Advance_Timestamp_IsPassedOn()
    {
        var state = new PublishedState(new DeltaThreshold(0.01));
        Assert.AreEqual(123_456_789L, state.Advance(Start, TimeSpan.Zero, 123_456_789).Timestamp);
    }
}
