using Elysia.Diff;
using Elysia.Motion;
using Elysia.State;

namespace Elysia.Bench.Picture;

/// <summary>Simulates twelve seconds at 30 ticks a second, and computes the error of two viewers without a network at
/// every display instant. Uses the daemon's own step, published states and motions, but no socket.</summary>
/// <remarks>At 2 s she becomes hopeful, from 5 s to 6.5 s she speaks, at 9 s she calms down. Each picture is compared
/// with the truth of its protocol: the state stepped to that instant, and for protocol 2 with the inertia of her
/// face.</remarks>
internal static class PictureError
{
    /// <summary>The daemon's default threshold: the permitted error of a picture.</summary>
    public const double Threshold = 0.01;

    private const int Ticks = 360;
    private const int TickRateHz = 30;
    private const int InstantsPerTick = 8;
    private const int SyllableTicks = 3;
    private const long StartUs = 1_000_000;
    private const long NanosecondsPerMicrosecond = 1000;
    private static readonly Mood Hopeful = new(0.6, 0.4, 0.2);
    private static readonly Mood Calm = new(0.2, 0.1, 0.1);

    /// <summary>Runs the simulation.</summary>
    public static IReadOnlyList<ShownError> Measure()
    {
        var threshold = new DeltaThreshold(Threshold);
        var samples = new PublishedState(threshold);
        var face = new FaceTrajectory((ahead, time) => AvatarSimulation.Step(ahead, default, time));
        var motions = new PublishedMotion(
            threshold, face, new MotionClock(TimeSpan.NanosecondsPerTick * TimeSpan.TicksPerSecond, 0), TimeSpan.FromSeconds(12));
        TimeSpan step = TimeSpan.FromSeconds(1.0 / TickRateHz);
        AvatarState state = AvatarState.Initial;
        var errors = new List<ShownError>(Ticks * InstantsPerTick);
        for (int tick = 0; tick < Ticks; tick++)
        {
            TimeSpan elapsed = tick == 0 ? TimeSpan.Zero : step;
            state = AvatarSimulation.Step(state, Happens(tick), elapsed);
            long us = StartUs + (long)(tick * step.TotalMicroseconds);
            PublishedTick published = samples.Advance(state, elapsed, us * NanosecondsPerMicrosecond);
            MotionTick moving = motions.Advance(state, elapsed, published.Tick, us * NanosecondsPerMicrosecond);
            for (int instant = 0; instant < InstantsPerTick; instant++)
            {
                errors.Add(At((double)tick / TickRateHz, step * instant / InstantsPerTick, state, published, (moving, face)));
            }
        }

        return errors;
    }

    private static ShownError At(
        double seconds, TimeSpan after, in AvatarState state, PublishedTick published,
        (MotionTick Tick, FaceTrajectory Face) moving)
    {
        AvatarState now = AvatarSimulation.Step(state, default, after);
        AvatarState ahead = moving.Face.Ahead(state, after);
        (double samples, double motions) = (0, 0);
        for (int i = 0; i < Field.Count; i++)
        {
            var field = (FieldId)i;
            samples = Math.Max(samples, Math.Abs(published.Value(field) - now[field]));
            double shown = moving.Tick[field].ValueOf(field, moving.Tick.Us + after.TotalMicroseconds);
            motions = Math.Max(motions, Math.Abs(shown - moving.Face.At(ahead, field, after.TotalSeconds)));
        }

        return new ShownError(seconds + after.TotalSeconds, samples, motions);
    }

    private static AvatarChanges Happens(int tick) => tick switch
    {
        2 * TickRateHz => new AvatarChanges(Hopeful, null),
        9 * TickRateHz => new AvatarChanges(Calm, null),
        >= 5 * TickRateHz and <= 13 * TickRateHz / 2 when tick % SyllableTicks == 0 =>
            new AvatarChanges(null, tick == 13 * TickRateHz / 2 ? 0 : tick % (2 * SyllableTicks) == 0 ? 0.7 : 0.25),
        _ => default,
    };
}

/// <summary>The error of a 240 Hz screen at one display instant, in the field where it is greatest.</summary>
/// <param name="Seconds">The time of the instant.</param>
/// <param name="Samples">The error with protocol 1: the last published state, shown at once.</param>
/// <param name="Motions">The error with protocol 2, in either form.</param>
internal readonly record struct ShownError(double Seconds, double Samples, double Motions);
