using Elysia.Motion;
using Elysia.State;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Viewers;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Properties;

/// <summary>The guarantees of protocol 2 over histories that FsCheck generates, at every instant of a 240 Hz
/// screen.</summary>
[TestClass]
internal sealed class MotionProperties
{
    private const double LateUs = 250_000;

    // Thresholds: the trajectory of a brow has corners of at most 2.5 per second, which a sample every 2 ms follows to
    // 0.01; where moods show at once it has none.
    private static readonly Arbitrary<MotionHistory> Lives = Arb.From(
        from living in Gen.Elements(true, false)
        from breathing in Gen.Elements(true, false)
        from threshold in Gen.Frequency((3, Gen.Constant(0.01)), (2, Gen.Elements(living || breathing ? 0.05 : 0.002, 0.02, 0.1)))
        from ticks in Gen.Choose(2, 150)
        from stir in Gen.Elements(0, 2, 10, 60)
        from seed in Gen.Choose(0, int.MaxValue - 1)
        select new MotionHistory(threshold, ticks, stir, living, seed, breathing));

    private readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(100);

    [TestMethod]
    public void Viewer_AtEveryInstant_IsWithinTheThresholdOfTheTrueState() =>
        Prop.ForAll(Lives, life =>
        {
            life.Live();
            var random = new Random(life.Seed);
            var viewer = new MotionPicture();
            double arrivesUs = 0;
            int sent = 0;
            long at = 0;
            foreach ((double us, double[] truth) in life.Truth)
            {
                // A network with a delay of up to 250 ms that keeps the order; the screen shows the state of 250 ms
                // ago.
                while (sent < life.Published.Count
                    && (arrivesUs = Math.Max(arrivesUs, life.Published[sent].Us + (random.NextDouble() * LateUs))) <= us + LateUs)
                {
                    if (MotionHistory.Message(life.Published[sent], at) is { } frame)
                    {
                        viewer.Receive(frame);
                    }

                    at = life.Published[sent++].Tick;
                }

                AssertNear(life, viewer, us, truth);
            }
        }).Check(_config);

    [TestMethod]
    public void Motion_FollowingAnother_StartsAtItsValue() =>
        Prop.ForAll(Lives, life =>
        {
            MotionTick? before = null;
            foreach (MotionTick tick in life.Live().Published)
            {
                foreach (FieldId field in AvatarStates.Fields.Where(f => before is not null && tick.Since(before.Tick).Has(f)))
                {
                    double jump = Math.Abs(before![field].ValueOf(field, tick.Us) - tick[field].ValueOf(field, tick.Us));
                    Assert.IsLessThanOrEqualTo(life.Threshold, jump, $"{field} jumps at tick {tick.Tick}");
                }

                before = tick;
            }
        }).Check(_config);

    [TestMethod]
    public void Resume_AtAnyTime_GivesTheSameAsStaying() =>
        Prop.ForAll(Lives, life =>
        {
            life.Live();
            var random = new Random(life.Seed);
            var stayed = new MotionPicture();
            var left = new MotionPicture();
            long stayedAt = 0;
            long leftAt = 0;
            foreach (MotionTick tick in life.Published)
            {
                Send(stayed, tick, ref stayedAt);
                if (random.Next(5) != 0)
                {
                    continue;
                }

                Send(left, tick, ref leftAt);
                Assert.AreEqual(stayed.Digest(), left.Digest(), $"at tick {tick.Tick}");
                for (double us = tick.Us; us < tick.Us + 500_000; us += MotionHistory.FrameUs)
                {
                    foreach (FieldId field in AvatarStates.Fields)
                    {
                        Assert.AreEqual(stayed.At(field, us), left.At(field, us), $"{field} at {us}");
                    }
                }
            }
        }).Check(_config);

    [TestMethod]
    public void Digest_OfTheViewer_EqualsThatOfTheServer() =>
        Prop.ForAll(Lives, life =>
        {
            var viewer = new MotionPicture();
            long at = 0;
            foreach (MotionTick tick in life.Live().Published)
            {
                Send(viewer, tick, ref at);
                Assert.AreEqual(tick.Digest().ToString("x8", null), viewer.Digest(), $"at tick {tick.Tick}");
            }
        }).Check(_config);

    [TestMethod]
    public void Published_WhenNothingHappens_HasNothingAfterTheKeyframe()
    {
        MotionHistory life = new MotionHistory(0.01, 2_000, 0, Living: false, Seed: 1).Live();
        MotionTick last = life.Published[^1];
        Assert.IsGreaterThan(90_000_000, last.Us, "The history is shorter than a minute and a half.");
        Assert.IsTrue(last.Since(1).IsEmpty, $"published {last.Since(1)}");
    }

    [TestMethod]
    public void Published_FewChanges_NeedFewMessages()
    {
        MotionHistory life = new MotionHistory(0.01, 400, 1, Living: false, Seed: 5).Live();
        int messages = life.Published.Count(t => t.Tick > 1 && !t.Since(t.Tick - 1).IsEmpty);
        Assert.IsLessThanOrEqualTo(16, messages, "Two kinds of events occur, each at one tick in a hundred.");
    }

    private static void Send(MotionPicture viewer, MotionTick tick, ref long at)
    {
        if (MotionHistory.Message(tick, at) is { } frame)
        {
            viewer.Receive(frame);
        }

        at = tick.Tick;
    }

    private static void AssertNear(MotionHistory life, MotionPicture viewer, double us, double[] truth)
    {
        foreach (FieldId field in AvatarStates.Fields)
        {
            double error = Math.Abs(viewer.At(field, us) - truth[(int)field]);
            Assert.IsLessThanOrEqualTo(life.Threshold, error, $"{field} at {us} us, tick {viewer.Tick}");
        }
    }
}
