using Elysia.State;

namespace Elysia.Tests.Fakes.Faces;

/// <summary>A simulation in which every field always moves by itself: waves, ramps and blinks, all functions of the
/// elapsed time. It covers everything that the daemon's own simulation could do to the motions.</summary>
/// <remarks>The time is kept in the dominance of the mood, the only part of a state that no field shows.</remarks>
/// <param name="seed">Selects the waves.</param>
internal sealed class LivingFace(int seed)
{
    private readonly (double Middle, double Depth, double Hz, double Phase)[] _waves = Waves(new Random(seed));

    /// <summary>The state at the beginning.</summary>
    public AvatarState Start => After(AvatarState.Initial with { Mood = new Mood(0, 0.2, 0) }, TimeSpan.Zero);

    /// <summary>Returns the state after some time.</summary>
    public AvatarState After(AvatarState state, TimeSpan elapsed)
    {
        double t = state.Mood.Dominance + elapsed.TotalSeconds;
        double arousal = 0.5 + (0.4 * Math.Sin(t * 0.7));
        Heartbeat heart = state.Heart.Advance(arousal, elapsed);
        double[] values = [.. AvatarStates.Fields.Select(f => Wave((int)f, t))];
        values[(int)FieldId.Beat] = heart.Beat;
        values[(int)FieldId.EyeOpen] = (0.6 - (0.02 * Math.Cos(t * 1.5))) * Lids(t % 3.7);
        values[(int)FieldId.BrowFurrow] = Math.Clamp(Math.Abs((t % 4) - 2) - 0.5, 0, 0.5);
        return AvatarStates.From(values) with { Mood = new Mood(0, arousal, t), Heart = heart };
    }

    private static double Lids(double since) => since switch
    {
        < 0.11 => (1 + Math.Cos(Math.PI * since / 0.11)) / 2,
        < 0.30 => (1 - Math.Cos(Math.PI * (since - 0.11) / 0.19)) / 2,
        _ => 1,
    };

    private static (double, double, double, double)[] Waves(Random random) =>
    [
        .. AvatarStates.Fields.Select(_ =>
            (random.NextDouble() * 0.6, random.NextDouble() * 0.3, random.NextDouble(), random.NextDouble() * 6)),
    ];

    private double Wave(int field, double t) =>
        _waves[field].Middle + (_waves[field].Depth * Math.Sin((t * _waves[field].Hz * Math.Tau) + _waves[field].Phase));
}
