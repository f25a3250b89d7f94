using System.Globalization;
using Elysia.State;
using Elysia.Tests.Fakes.Faces;

namespace Elysia.Tests.State;

/// <summary>Breath and blink: their effect on the lids, their dependence on the seed, and their cost on the
/// wire.</summary>
[TestClass]
internal sealed class BodyTests
{
    private static readonly TimeSpan IdleTick = TimeSpan.FromSeconds(1) / 17;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public void Blink_TenMinutes_ClosesAsOftenAsPeopleDo()
    {
        int blinks = 0;
        double shortest = double.MaxValue;
        double last = 0;
        var blink = Blink.Seeded(7);
        bool closed = false;
        for (int i = 0; i < 600 * 60; i++)
        {
            blink = blink.Advance(TimeSpan.FromSeconds(1) / 60);
            bool now = blink.Lids < 0.5;
            if (now && !closed)
            {
                blinks++;
                shortest = blinks == 1 ? shortest : Math.Min(shortest, (i / 60.0) - last);
                last = i / 60.0;
            }

            closed = now;
        }

        TestContext.WriteLine($"{blinks / 10.0} blinks a minute, the closest two {shortest:F2} s apart.");
        Assert.IsInRange(12, 25, blinks / 10);
        Assert.IsInRange(0.3, 0.6, shortest, "Two blinks never followed each other closely.");
    }

    [TestMethod]
    public void Blink_OtherSeed_BlinksAtOtherTimes()
    {
        CollectionAssert.AreEqual(Moments(3), Moments(3));
        CollectionAssert.AreNotEqual(Moments(3), Moments(4));
    }

    [TestMethod]
    public void Step_BreathAndBlink_TouchTheLidsAndNothingElse()
    {
        var alive = new Temperament { Breathes = true, Blinks = true };
        AvatarState state = AvatarState.WakingUp(new Mood(0.5, 1, 0.5), 1);
        double least = 1;
        for (int i = 0; i < 600; i++)
        {
            AvatarState next = AvatarSimulation.Step(state, default, IdleTick, alive);
            least = Math.Min(least, next.Expression.EyeOpen);
            foreach (FieldId field in AvatarStates.Fields.Where(f => f is not (FieldId.EyeOpen or FieldId.Beat)))
            {
                Assert.AreEqual(state[field], next[field], Field.Name(field));
            }

            state = next;
        }

        Assert.IsLessThan(0.2, least, "A blink did not close the lids at the few ticks of an idle face.");
    }

    /// <summary>Checks the figures in docs/SPEAKING.md and in the help of the options.</summary>
    [TestMethod]
    public void Wire_IdleForTenMinutes_CostsLittleWithThemAndNothingWithoutThem()
    {
        double still = BytesPerSecond(Temperament.Still);
        double switchedOff = BytesPerSecond(new Temperament
        {
            Settle = TimeSpan.FromMilliseconds(400),
            Home = new MoodDecay(Mood.Neutral, TimeSpan.FromSeconds(120)),
        });
        double breath = BytesPerSecond(new Temperament { Breathes = true });
        double blink = BytesPerSecond(new Temperament { Blinks = true });
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Idle: {still:F0} B/s; breath costs {breath - still:F0} B/s more, blinks {blink - still:F0} B/s more."));
        Assert.AreEqual(still, switchedOff, "A smoothly moving mood at rest costs bytes.");
        Assert.IsInRange(1, 60, breath - still);
        Assert.IsInRange(1, 60, blink - still);
    }

    private static List<int> Moments(ulong seed)
    {
        var blink = Blink.Seeded(seed);
        var moments = new List<int>();
        for (int i = 0; i < 3000; i++)
        {
            blink = blink.Advance(IdleTick);
            if (blink.Lids < 0.5)
            {
                moments.Add(i);
            }
        }

        return moments;
    }

    private static double BytesPerSecond(Temperament temperament)
    {
        const int Ticks = 17 * 600;
        var publisher = new Publisher();
        AvatarState state = AvatarState.WakingUp(Mood.Neutral, 1);
        long bytes = 0;
        for (int i = 0; i < Ticks; i++)
        {
            state = AvatarSimulation.Step(state, default, IdleTick, temperament);
            publisher.Tick(state, IdleTick);
            FieldMask moved = publisher.JustPublished();
            bytes += moved.IsEmpty ? 0 : publisher.Last.Delta(moved, stamped: false).Payload.Length;
        }

        return bytes / 600.0;
    }
}
