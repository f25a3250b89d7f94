using Elysia.Diff;
using Elysia.State;

namespace Elysia.Bench.Benchmarks;

/// <summary>The input of the benchmarks: a seeded walk through moods with a heartbeat, the same in every run.</summary>
internal sealed class Workload
{
    /// <summary>The tick period at the full rate of 60 Hz.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromSeconds(1.0 / 60);

    private const int Seed = 42;
    private const double StepSize = 0.02;
    private readonly Mood[] _moods = new Mood[1024];
    private int _next;

    public Workload()
    {
#pragma warning disable CA5394 // A seeded walk is needed: it must be the same in every run.
        var random = new Random(Seed);
        Mood mood = Mood.Neutral;
        for (int i = 0; i < _moods.Length; i++)
        {
            mood = new Mood(
                mood.Valence + ((random.NextDouble() - 0.5) * StepSize),
                mood.Arousal + ((random.NextDouble() - 0.5) * StepSize),
                mood.Dominance + ((random.NextDouble() - 0.5) * StepSize)).Clamped();
            _moods[i] = mood;
        }
#pragma warning restore CA5394
    }

    /// <summary>Returns the next mood of the walk, which repeats.</summary>
    public Mood NextMood() => _moods[_next++ & (_moods.Length - 1)];

    /// <summary>Returns the picture after some time of the walk.</summary>
    public static PublishedTick Picture()
    {
        var workload = new Workload();
        var published = new PublishedState(new DeltaThreshold(0.01));
        AvatarState state = AvatarState.Initial;
        PublishedTick tick = published.Advance(state, Tick, 1);
        for (int i = 2; i <= 100; i++)
        {
            state = AvatarSimulation.Step(state, new AvatarChanges(workload.NextMood(), null), Tick);
            tick = published.Advance(state, Tick, i);
        }

        return tick;
    }
}
