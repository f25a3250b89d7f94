using Elysia.Configuration.Options;
using Elysia.Diff;
using Elysia.Motion;
using Elysia.Protocol.V2;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Tests.Fakes.Faces;

/// <summary>Some seconds as a daemon publishes them, with the truth at every instant of a 240 Hz screen.</summary>
/// <remarks>The same values give the same history, so the printed counter-example is enough to reproduce it.</remarks>
/// <param name="Threshold">The maximum error of a picture.</param>
/// <param name="Ticks">The number of ticks.</param>
/// <param name="Stir">Share of ticks in which something happens to her. Unit: percent.</param>
/// <param name="Living">Whether the simulation is a <see cref="LivingFace"/>.</param>
/// <param name="Seed">The seed of the lengths of ticks and of the events.</param>
/// <param name="Breathing">Whether the daemon's own simulation has moods that decay to a resting one, breath and
/// blinks.</param>
internal sealed record MotionHistory(double Threshold, int Ticks, int Stir, bool Living, int Seed, bool Breathing = false)
{
    /// <summary>Microseconds from one frame of the screen to the next.</summary>
    public const double FrameUs = 1_000_000 / 240.0;

    /// <summary>The ticks in order.</summary>
    public IReadOnlyList<MotionTick> Published { get; private set; } = [];

    /// <summary>The truth: server time in microseconds and the twelve values then.</summary>
    public IReadOnlyList<(double Us, double[] Values)> Truth { get; private set; } = [];

    /// <summary>Runs the simulation.</summary>
    public MotionHistory Live()
    {
        var random = new Random(Seed);
        var living = new LivingFace(Seed);
        AvatarSetup nature = Breathing ? AvatarFactory.Create(new MoodSettings { Seed = Seed }) : AvatarSetup.Still;
        Func<AvatarState, TimeSpan, AvatarState> forecast =
            Living ? living.After : (state, elapsed) => AvatarSimulation.Step(state, default, elapsed, nature.Temperament);
        var face = new FaceTrajectory(forecast);
        var published = new PublishedMotion(
            new DeltaThreshold(Threshold), face, new MotionClock(1_000_000_000, 0), TimeSpan.FromSeconds(12));
        AvatarState state = Living ? living.Start : nature.Start;
        var ticks = new List<MotionTick>();
        var truth = new List<(double, double[])>();
        long timestamp = 1_000_000_000;
        double frameUs = 1_000_000;
        VisemeTimeline? mouth = null;
        TimeSpan elapsed = TimeSpan.Zero;
        for (int tick = 1; tick <= Ticks; tick++)
        {
            AvatarChanges changes = Living ? default : Happens(random);
            bool news = changes != default;
            if (Speaks && random.Next(100) <= Stir / 8)
            {
                (mouth, news) = (Sentence(random, timestamp), true);
            }

            changes = mouth is null ? changes : changes with { MouthWidth = mouth.WidthAfter(timestamp, 0) };
            mouth = mouth?.End > timestamp ? mouth : null;
            state = Living
                ? living.After(state, elapsed)
                : AvatarSimulation.Step(state, changes, elapsed, nature.Temperament);
            ticks.Add(published.Advance(state, elapsed, tick, timestamp, isUndisturbed: !news, mouth));
            elapsed = TimeSpan.FromMicroseconds(random.Next(8_000, 100_000));
            for (; frameUs < (timestamp / 1000) + elapsed.TotalMicroseconds; frameUs += FrameUs)
            {
                double seconds = (frameUs - (timestamp / 1000)) / 1_000_000;
                AvatarState ahead = face.Ahead(state, TimeSpan.FromTicks((long)(seconds * TimeSpan.TicksPerSecond)));
                truth.Add((frameUs, [.. AvatarStates.Fields.Select(f => face.At(ahead, f, seconds))]));
            }

            timestamp += elapsed.Ticks * 100;
        }

        (Published, Truth) = (ticks, truth);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        string whose = Living ? "living" : Breathing ? "breathing" : "the daemon's";
        return FormattableString.Invariant(
            $"threshold {Threshold}, {Ticks} ticks, {Stir} % stirred, {whose}{(Speaks ? ", speaking" : "")}, seed {Seed}");
    }

    /// <summary>Returns the message for a viewer of an earlier tick; null if it lacks nothing and no digest is
    /// due.</summary>
    internal static Frame? Message(MotionTick tick, long baseTick, MotionForm form = MotionForm.Json)
    {
        var frames = new EncodedMotions(tick);
        return baseTick == 0 ? frames.Keyframe(form) : frames.Since(form, baseTick, whole: false);
    }

    // Every third history that the test itself does not move; the daemon speaks in one way only.
    private bool Speaks => !Living && Seed % 3 == 0;

    private static VisemeTimeline Sentence(Random random, long start)
    {
        var keys = new List<VisemeKey> { new(0, random.NextDouble()) };
        for (int more = random.Next(1, 40); more > 0; more--)
        {
            keys.Add(new VisemeKey(keys[^1].TimeSeconds + (random.Next(60, 200) / 1000.0), random.NextDouble()));
        }

        keys.Add(new VisemeKey(keys[^1].TimeSeconds + 0.06, 0));
        return VisemeTimeline.OnClock(
            1_000_000_000, [(start, start + (long)(keys[^1].TimeSeconds * 1e9), new VisemeTimeline(keys))]);
    }

    private AvatarChanges Happens(Random random)
    {
        Mood? mood = random.Next(100) < Stir
            ? new Mood((random.NextDouble() * 2) - 1, random.NextDouble(), (random.NextDouble() * 2) - 1) : null;
        double? mouth = random.Next(100) < Stir ? random.NextDouble() : null;
        return new AvatarChanges(mood, mouth);
    }
}
