using BenchmarkDotNet.Attributes;
using Elysia.Diff;
using Elysia.State;

namespace Elysia.Bench.Benchmarks;

/// <summary>Measures the comparison of the state with the published one, and the lookup of a viewer's missing
/// changes.</summary>
[MemoryDiagnoser]
public class DiffBenchmark
{
    private readonly Workload _workload = new();
    private readonly PublishedState _published = new(new DeltaThreshold(0.01));
    private readonly PublishedTick _picture = Workload.Picture();
    private AvatarState _state = AvatarState.Initial;
    private long _timestamp;

    /// <summary>Step and diff of one tick; subtract the step's own cost.</summary>
    [Benchmark]
    public long Advance()
    {
        _state = AvatarSimulation.Step(_state, new AvatarChanges(_workload.NextMood(), null), Workload.Tick);
        return _published.Advance(_state, Workload.Tick, ++_timestamp).Tick;
    }

    /// <summary>The changes that a viewer three ticks behind is missing.</summary>
    [Benchmark]
    public int Since() => _picture.Since(_picture.Tick - 3).Bits;
}
