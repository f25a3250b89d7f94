using Elysia.Diff;
using Elysia.Protocol.V1;
using Elysia.Protocol.Wire;
using Elysia.State;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Properties;

/// <summary>Rule 1 of the architecture, for all walks: what a viewer decodes differs from the true state by no more
/// than allowed.</summary>
[TestClass]
internal sealed class DeltaProperties
{
    // Beyond the threshold itself only the last bit of a double may differ.
    private const double Ulp = 1e-12;
    private const double HalfAMillionth = 5e-7;

    private readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(60);

    [TestMethod]
    public void Viewer_EveryTickOfAnyWalk_IsWithinTheThreshold() =>
        Prop.ForAll(Walks.Any, walk =>
        {
            var publisher = new Publisher(walk.Threshold);
            var viewer = new ViewerModel();
            int tick = 0;
            foreach (AvatarState truth in walk.States())
            {
                publisher.Tick(truth, walk.Elapsed);
                Show(viewer, publisher, tick++);
                AssertNear(truth, viewer, walk.Threshold + Ulp, tick);
            }
        }).Check(_config);

    [TestMethod]
    public void Viewer_AfterTheFaceHeldStill_ShowsTheExactValue() =>
        Prop.ForAll(Walks.Any, walk =>
        {
            var publisher = new Publisher(walk.Threshold);
            AvatarState truth = default;
            foreach (AvatarState state in walk.States())
            {
                truth = state;
                publisher.Tick(truth, walk.Elapsed);
            }

            var viewer = new ViewerModel();
            viewer.Receive(publisher.Last.Full(stamped: false));
            int seen = publisher.Ticks.Count;
            for (TimeSpan quiet = TimeSpan.Zero; quiet < PublishedState.SettleAfter; quiet += walk.Elapsed)
            {
                publisher.Tick(truth, walk.Elapsed);
            }

            Show(viewer, publisher, seen);
            AssertNear(truth, viewer, HalfAMillionth + Ulp, publisher.Ticks.Count);
            Assert.IsTrue(
                publisher.Tick(truth, TimeSpan.FromSeconds(1)).Published.Since(publisher.Ticks.Count - 1).IsEmpty,
                "A settled state was published again.");
        }).Check(_config);

    [TestMethod]
    public void Viewer_SkippingAnyTicks_EndsWithTheSameState() =>
        Prop.ForAll(Walks.Any, walk =>
        {
            Publisher publisher = Walk(walk);
            var every = new ViewerModel();
            var skipping = new ViewerModel();
            var random = new Random(walk.Seed);
            long has = 0;
            for (int tick = 0; tick < publisher.Ticks.Count; tick++)
            {
                EncodedTick frames = publisher.Ticks[tick];
                Receive(every, frames, frames.Published.Since(tick));
                if (random.Next(4) == 0 || tick == publisher.Ticks.Count - 1)
                {
                    Receive(skipping, frames, frames.Published.Since(has));
                    has = frames.Published.Tick;
                    Assert.IsTrue(skipping.Shows(every), $"after tick {has}");
                }
            }
        }).Check(_config);

    [TestMethod]
    public void Delta_InTwoSteps_IsTheSameAsInOne() =>
        Prop.ForAll(Walks.Any, walk =>
        {
            Publisher publisher = Walk(walk);
            var random = new Random(walk.Seed);
            int[] ticks = [.. Enumerable.Range(0, 3).Select(_ => random.Next(publisher.Ticks.Count)).Order()];
            (EncodedTick a, EncodedTick b, EncodedTick c) =
                (publisher.Ticks[ticks[0]], publisher.Ticks[ticks[1]], publisher.Ticks[ticks[2]]);
            ViewerModel inOne = At(a);
            Receive(inOne, c, c.Published.Since(a.Published.Tick));
            ViewerModel inTwo = At(a);
            Receive(inTwo, b, b.Published.Since(a.Published.Tick));
            Receive(inTwo, c, c.Published.Since(b.Published.Tick));
            Assert.IsTrue(inOne.Shows(inTwo), "a→c differs from a→b→c");
            Assert.IsTrue(inOne.Shows(At(c)), "a→c differs from c");
        }).Check(_config);

    [TestMethod]
    public void Since_TheTickItself_IsEmpty() =>
        Prop.ForAll(Walks.Any, walk =>
            Walk(walk).Ticks.All(frames => frames.Published.Since(frames.Published.Tick).IsEmpty)).Check(_config);

    [TestMethod]
    public void Since_AllBasesOfATick_FormAChainOfSharedFrames() =>
        Prop.ForAll(Walks.Any, walk =>
        {
            EncodedTick last = Walk(walk).Last;
            FieldMask outer = FieldMask.All;
            Frame? outerFrame = null;
            for (long tick = 0; tick < last.Published.Tick; tick++)
            {
                FieldMask mask = last.Published.Since(tick);
                Assert.AreEqual(mask.Bits, (ushort)(mask.Bits & outer.Bits), $"the base {tick} lacks what {tick - 1} does not");
                if (mask.IsEmpty)
                {
                    break;
                }

                Frame frame = last.Delta(mask, stamped: false);
                Assert.AreEqual(mask == outer && outerFrame is not null, ReferenceEquals(frame, outerFrame), $"base {tick}");
                CollectionAssert.AreEqual(
                    StateEncoder.Delta(last.Published, mask, stamped: false).Payload.ToArray(), frame.Payload.ToArray());
                (outer, outerFrame) = (mask, frame);
            }
        }).Check(_config);

    private static Publisher Walk(StateWalk walk)
    {
        var publisher = new Publisher(walk.Threshold);
        foreach (AvatarState truth in walk.States())
        {
            publisher.Tick(truth, walk.Elapsed);
        }

        return publisher;
    }

    private static ViewerModel At(EncodedTick frames)
    {
        var viewer = new ViewerModel();
        viewer.Receive(frames.Full(stamped: false));
        return viewer;
    }

    private static void Receive(ViewerModel viewer, EncodedTick frames, FieldMask mask)
    {
        if (!mask.IsEmpty)
        {
            viewer.Receive(frames.Delta(mask, stamped: false));
        }
    }

    /// <summary>Brings a viewer at tick <paramref name="seen"/> to the current tick, as a sender does: sends nothing
    /// when nothing changed.</summary>
    private static void Show(ViewerModel viewer, Publisher publisher, int seen) =>
        Receive(viewer, publisher.Last, publisher.Last.Published.Since(seen));

    private static void AssertNear(AvatarState truth, ViewerModel viewer, double allowed, int tick)
    {
        foreach (FieldId field in AvatarStates.Fields)
        {
            double error = Math.Abs(viewer[field] - Field.Clamp(field, truth[field]));
            Assert.IsLessThanOrEqualTo(allowed, error, $"{Field.Name(field)} at tick {tick}");
        }
    }
}
