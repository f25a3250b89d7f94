using BenchmarkDotNet.Attributes;
using Elysia.Diff;
using Elysia.Fanout;
using Elysia.Protocol;
using Elysia.State;

namespace Elysia.Bench.Benchmarks;

/// <summary>What does it cost to bring one tick to so many viewers, without the kernel's share?</summary>
/// <remarks>Through the real hub and its sender; the clock stops when the last viewer has it.</remarks>
[MemoryDiagnoser]
public class BroadcastBenchmark : IDisposable
{
    // The greeting and the full state; after them deltas.
    private const int JoiningTicks = 2;

    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(1);

    private readonly Workload _workload = new();
    private readonly PublishedState _published = new(new DeltaThreshold(0.01));
    private readonly DrainGate _gate = new();
    private AvatarState _state = AvatarState.Initial;
    private Hub? _hub;
    private long _timestamp;

    /// <summary>How many viewers.</summary>
    [Params(1, 100, 1000)]
    public int Viewers { get; set; }

    /// <summary>Lets the viewers join and follow.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _hub = new Hub(senders: 1, Viewers, new SessionDeadlines(Patient, Patient), TimeProvider.System);
        for (int i = 0; i < Viewers; i++)
        {
            _hub.TryJoin(new CountingSocket(_gate), stamped: false);
        }

        for (int i = 0; i < JoiningTicks; i++)
        {
            Broadcast();
        }
    }

    /// <summary>One tick to all.</summary>
    [Benchmark]
    public long Broadcast()
    {
        _state = AvatarSimulation.Step(_state, new AvatarChanges(_workload.NextMood(), null), Workload.Tick);
        PublishedTick tick = _published.Advance(_state, Workload.Tick, ++_timestamp);

        // At the turn of a beat nothing may have moved; then nobody is sent anything.
        bool moved = !tick.Since(tick.Tick - 1).IsEmpty || tick.Tick <= JoiningTicks;
        _gate.Expect(moved ? Viewers : 0);
        _hub!.Publish(new TickFrames(tick));
        if (moved)
        {
            _gate.Wait();
        }

        return tick.Tick;
    }

    /// <summary>Ends the sender.</summary>
    [GlobalCleanup]
    public void Cleanup() => _hub!.DrainAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }
}
