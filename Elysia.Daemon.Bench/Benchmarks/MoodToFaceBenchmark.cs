using BenchmarkDotNet.Attributes;
using Elysia.State;

namespace Elysia.Bench.Benchmarks;

/// <summary>Measures the mapping of a mood to the face and the spirits.</summary>
[MemoryDiagnoser]
public class MoodToFaceBenchmark
{
    private readonly Workload _workload = new();

    /// <summary>One mood, twelve values.</summary>
    [Benchmark]
    public double Map()
    {
        Mood mood = _workload.NextMood();
        return MoodToFace.Expression(mood, Expression.Default).EyeOpen + MoodToFace.Spirits(mood).Aether;
    }
}
