using System.Globalization;
using Elysia.Emotion;
using Elysia.State;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Faces;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.State;

/// <summary>A mood that moves smoothly to where it is sent and decays by itself, with breath and blinks.</summary>
[TestClass]
internal sealed class LivingMoodTests
{
    private const double MaxPerFrame = 0.25;
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(1) / 60;

    private readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(200);

    [TestMethod]
    [DataRow(350)]
    [DataRow(400)]
    [DataRow(2000)]
    public void Step_NewMood_ArrivesWithinTheSettlingTimeAndNeverOvershoots(int settleMs)
    {
        var temperament = new Temperament { Settle = TimeSpan.FromMilliseconds(settleMs) };
        var sad = new Mood(-1, 0.9, 0.5);
        int frames = (settleMs * 60 / 1000) + 1;
        AvatarState state = Run(AvatarState.WakingUp(new Mood(1, 0, -1), 0), sad, frames, temperament, after =>
        {
            Assert.IsGreaterThanOrEqualTo(-1.0, after.Mood.Valence);
            Assert.IsLessThanOrEqualTo(0.9, after.Mood.Arousal);
            Assert.IsLessThanOrEqualTo(0.5, after.Mood.Dominance);
        });

        Assert.IsLessThan(0.02, Math.Abs(state.Mood.Valence + 1), "Less than 99 % of the way is covered.");
        state = Run(state, null, 60 * settleMs / 250, temperament);
        Assert.AreEqual(sad, state.Mood, "The mood does not arrive exactly, so messages would never stop.");
        Assert.AreEqual(MoodToFace.Spirits(sad), state.Spirits);
        Assert.AreEqual(MoodToFace.Expression(sad, state.Expression), state.Expression);
    }

    [TestMethod]
    public void Step_AnyTickRate_FollowsTheSamePath()
    {
        var temperament = new Temperament { Settle = TimeSpan.FromMilliseconds(400) };
        AvatarState at60 = Run(AvatarState.Initial, new Mood(1, 1, 1), 12, temperament);
        AvatarState at15 = AvatarState.Initial;
        for (int i = 0; i < 3; i++)
        {
            Mood? felt = i == 0 ? new Mood(1, 1, 1) : null;
            at15 = AvatarSimulation.Step(at15, new AvatarChanges(felt, null), Frame * 4, temperament);
        }

        Assert.IsLessThan(1e-6, at60.Mood.Distance(at15.Mood));
    }

    /// <summary>The face never jumps, whatever moods arrive in whatever order at whatever times.</summary>
    [TestMethod]
    public void Step_AnyMoods_NeverMoveAFaceValueByMoreThanAQuarterInAFrame() =>
        Prop.ForAll(Storms(), storm =>
        {
            AvatarState state = AvatarState.WakingUp(Mood.Neutral, (ulong)storm.Seed);
            foreach (Mood? felt in storm.Moods)
            {
                AvatarState next = AvatarSimulation.Step(state, new AvatarChanges(felt, null), Frame, storm.Temperament);
                foreach (FieldId field in AvatarStates.Fields.Where(f => f != FieldId.Beat))
                {
                    double moved = Math.Abs(next[field] - state[field]);
                    Assert.IsLessThanOrEqualTo(MaxPerFrame, moved, $"{Field.Name(field)} jumps ({storm})");
                    Assert.IsInRange(Field.Min(field), Field.Max(field), next[field], Field.Name(field));
                }

                state = next;
            }
        }).Check(_config);

    [TestMethod]
    public void Step_SameSeedAndInputs_GiveTheSameStatesToTheLastBit() =>
        Prop.ForAll(Storms(), storm => CollectionAssert.AreEqual(storm.States(), storm.States())).Check(_config);

    [TestMethod]
    public void Step_NoEvents_DecaysToTheTemperamentAndThenHoldsStill()
    {
        var home = new Mood(0.3, 0.4, 0.1);
        var temperament = new Temperament { Settle = TimeSpan.FromMilliseconds(400), Home = new MoodDecay(home, Seconds(10)) };
        AvatarState state = Run(AvatarState.WakingUp(home, 0), new Mood(-0.9, 0.4, 0.1), 60, temperament);
        double before = state.Mood.Valence;
        state = Run(state, null, 60 * 10, temperament, after =>
        {
            Assert.IsGreaterThanOrEqualTo(before, after.Mood.Valence, "The mood moved away from its target.");
            before = after.Mood.Valence;
        });
        Assert.AreEqual(-0.3, state.Mood.Valence, 0.06, "Not half of the way is covered in a half-life.");

        state = Run(state, null, 60 * 100, temperament);
        Assert.AreEqual(home, state.Mood);
    }

    [TestMethod]
    public void Decay_InManyStepsOrOne_GivesTheSameMood() =>
        Prop.ForAll(Gen.Choose(1, 400).ToArbitrary(), count =>
        {
            var decay = new MoodDecay(new Mood(0, 0.2, 0), Seconds(60));
            var start = new Mood(1, 1, -1);
            Mood stepwise = start;
            for (int i = 0; i < count; i++)
            {
                stepwise = decay.After(stepwise, Frame * 7);
            }

            Assert.IsLessThan(MoodDecay.Arrived, decay.After(start, Frame * 7 * count).Distance(stepwise));
        }).Check(_config);

    [TestMethod]
    public void CurrentMood_TimePasses_DecaysAsInTheTick()
    {
        var time = new ManualTimeProvider();
        var decay = new MoodDecay(Mood.Neutral, Seconds(30));
        var current = new CurrentMood(new Mood(0.8, 0.9, -0.4), decay, time);
        time.Advance(Seconds(30));
        Assert.AreEqual(0.4, current.Current.Valence, 1e-9);
        Assert.AreEqual(0.55, current.Current.Arousal, 1e-9);
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);

    private static AvatarState Run(
        AvatarState state, Mood? felt, int frames, Temperament temperament, Action<AvatarState>? look = null)
    {
        for (int i = 0; i < frames; i++)
        {
            state = AvatarSimulation.Step(state, new AvatarChanges(i == 0 ? felt : null, null), Frame, temperament);
            look?.Invoke(state);
        }

        return state;
    }

    private static Arbitrary<MoodStorm> Storms()
    {
        Gen<double> end = Gen.Elements(-1.0, 0, 0.2, 0.7, 1, -0.3, -0.5);
        Gen<double> any = Gen.Choose(-1000, 1000).Select(i => i / 1000.0);
        Gen<double> value = Gen.OneOf(end, any);
        Gen<Mood?> mood = Gen.OneOf(
            Gen.Constant<Mood?>(null),
            from v in value from a in value from d in value select (Mood?)new Mood(v, Math.Abs(a), d));
        return Arb.From(
            from settle in Gen.Elements(350, 400, 1000)
            from home in Gen.Elements(0, 1, 60)
            from moods in Gen.ArrayOf(mood, 240)
            from seed in Gen.Choose(0, int.MaxValue - 1)
            select new MoodStorm(settle, home, moods, seed));
    }

    /// <summary>Moods that arrive once per frame or not at all, with breath and blinks.</summary>
    private sealed record MoodStorm(int SettleMs, int HomeSeconds, Mood?[] Moods, int Seed)
    {
        public Temperament Temperament => new()
        {
            Settle = TimeSpan.FromMilliseconds(SettleMs),
            Home = new MoodDecay(Mood.Neutral, Seconds(HomeSeconds)),
            Breathes = true,
            Blinks = true,
        };

        public AvatarState[] States()
        {
            var states = new List<AvatarState> { AvatarState.WakingUp(Mood.Neutral, (ulong)Seed) };
            foreach (Mood? felt in Moods)
            {
                states.Add(AvatarSimulation.Step(states[^1], new AvatarChanges(felt, null), Frame * 2, Temperament));
            }

            return [.. states];
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"settle {SettleMs} ms, home {HomeSeconds} s, seed {Seed}, {Moods.Length} frames");
    }
}
