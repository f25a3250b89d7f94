using BenchmarkDotNet.Attributes;
using Elysia.State;

namespace Elysia.Bench.Benchmarks;

/// <summary>Measures a step of the face by one tick.</summary>
[MemoryDiagnoser]
public class StepBenchmark
{
    private readonly Workload _workload = new();
    private AvatarState _state = AvatarState.Initial;

    /// <summary>One step with a new mood.</summary>
    [Benchmark]
    public double Step()
    {
        _state = AvatarSimulation.Step(_state, new AvatarChanges(_workload.NextMood(), null), Workload.Tick);
        return _state.Expression.Beat;
    }
}
