using BenchmarkDotNet.Attributes;
using Elysia.Diff;
using Elysia.Protocol.V1;
using Elysia.State;

namespace Elysia.Bench.Benchmarks;

/// <summary>Measures the encoding of a state message: once per tick and kind, however many viewers there are.</summary>
[MemoryDiagnoser]
public class EncodeBenchmark
{
    private readonly PublishedTick _picture = Workload.Picture();

    /// <summary>All twelve fields.</summary>
    [Benchmark]
    public int Full() => StateEncoder.Full(_picture, stamped: false).Payload.Length;

    /// <summary>The heartbeat alone, as in most ticks.</summary>
    [Benchmark]
    public int Delta() => StateEncoder.Delta(_picture, FieldMask.None.With(FieldId.Beat), stamped: false).Payload.Length;
}
