using BenchmarkDotNet.Attributes;
using Elysia.Diff;
using Elysia.Protocol;
using Elysia.State;

namespace Elysia.Bench.Benchmarks;

/// <summary>What does it cost to write a state message? Once a tick and kind, however many viewers there are.</summary>
[MemoryDiagnoser]
public class EncodeBenchmark
{
    private readonly PublishedTick _picture = Workload.Picture();

    /// <summary>All twelve fields.</summary>
    [Benchmark]
    public Frame Full() => StateEncoder.Full(_picture, stamped: false);

    /// <summary>The heartbeat alone, as in most ticks.</summary>
    [Benchmark]
    public Frame Delta() => StateEncoder.Delta(_picture, FieldMask.None.With(FieldId.Beat), stamped: false);
}
