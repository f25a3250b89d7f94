using Elysia.State;

namespace Elysia.Tests.Fakes.Faces;

/// <summary>A random walk of the avatar with a heartbeat: the parameters that FsCheck draws and prints, and the states
/// that follow from them.</summary>
/// <remarks>The same values give the same states, so the printed counter-example is enough to reproduce it.</remarks>
/// <param name="Threshold">Threshold of the published state.</param>
/// <param name="Steps">The step of each field per tick, in the order of <see cref="FieldId"/>; the beat's is not
/// used.</param>
/// <param name="TickCount">The number of ticks.</param>
/// <param name="TickMs">Milliseconds from one tick to the next.</param>
/// <param name="Seed">The seed of directions, rests and starting values.</param>
internal sealed record StateWalk(double Threshold, double[] Steps, int TickCount, int TickMs, int Seed)
{
    private const double Arousal = 0.2;

    private enum Gait
    {
        Drift,
        Jitter,
        Rests,
    }

    /// <summary>Time from one tick to the next.</summary>
    public TimeSpan Elapsed => TimeSpan.FromMilliseconds(TickMs);

    /// <inheritdoc/>
    public override string ToString() =>
        FormattableString.Invariant($"threshold {Threshold}, steps [{string.Join(", ", Steps)}], ") +
        FormattableString.Invariant($"{TickCount} ticks of {TickMs} ms, seed {Seed}");

    /// <summary>Returns one state per tick. Fields turn back slightly outside their range, so that clamping is
    /// tested.</summary>
    public IEnumerable<AvatarState> States()
    {
        var random = new Random(Seed);
        double[] values = [.. AvatarStates.Fields.Select(f => Field.Min(f) + (random.NextDouble() * (1 - Field.Min(f))))];
        Gait[] gaits = [.. values.Select(_ => (Gait)random.Next(3))];
        int[] signs = [.. values.Select(_ => random.Next(2) == 0 ? -1 : 1)];
        Heartbeat heart = default;
        for (int tick = 0; tick < TickCount; tick++)
        {
            for (int i = 0; i < values.Length; i++)
            {
                Move(random, gaits[i], Steps[i], (FieldId)i, ref signs[i], ref values[i]);
            }

            heart = heart.Advance(Arousal, Elapsed);
            values[(int)FieldId.Beat] = heart.Beat;
            yield return AvatarStates.From((double[])values.Clone());
        }
    }

    private static void Move(Random random, Gait gait, double step, FieldId field, ref int sign, ref double value)
    {
        sign = gait switch
        {
            Gait.Jitter => random.Next(2) == 0 ? -1 : 1,
            _ when value > Field.Max(field) + 0.1 => -1,
            _ when value < Field.Min(field) - 0.1 => 1,
            _ => sign,
        };
        if (gait != Gait.Rests || random.Next(40) < 20)
        {
            value += sign * step;
        }
    }
}
