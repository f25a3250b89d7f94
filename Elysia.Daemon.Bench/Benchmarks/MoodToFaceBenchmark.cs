using BenchmarkDotNet.Attributes;
using Elysia.State;

namespace Elysia.Bench.Benchmarks;

/// <summary>What does it cost to map a mood onto the face and the spirits?</summary>
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
