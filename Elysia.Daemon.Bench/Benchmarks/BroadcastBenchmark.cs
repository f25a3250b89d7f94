using BenchmarkDotNet.Attributes;
using Elysia.Diff;
using Elysia.Fanout;
using Elysia.Protocol.V1;
using Elysia.State;

namespace Elysia.Bench.Benchmarks;

/// <summary>Measures the delivery of one tick to a number of viewers, without the kernel's share.</summary>
/// <remarks>Uses the real hub and its sender; the clock stops when the last viewer has the tick.</remarks>
[MemoryDiagnoser]
public class BroadcastBenchmark : IDisposable
{
    // The first message and the full state; deltas follow.
    private const int JoiningTicks = 2;

    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(1);

    private readonly PublishedState _published = new(new DeltaThreshold(0.01));
    private readonly DrainGate _gate = new();
    private AvatarState _state = AvatarState.Initial;
    private Hub? _hub;
    private long _timestamp;

    /// <summary>The number of viewers.</summary>
    [Params(1, 100, 1000)]
    public int Viewers { get; set; }

    /// <summary>Connects the viewers.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _hub = new Hub(senders: 1, Viewers, new SessionDeadlines(Patient, Patient), TimeProvider.System);
        for (int i = 0; i < Viewers; i++)
        {
            _hub.TryJoin(new CountingSocket(_gate), new SessionOptions(ProtocolV1.Plain));
        }

        for (int i = 0; i < JoiningTicks; i++)
        {
            Broadcast();
        }
    }

    /// <summary>Delivers one tick to all viewers.</summary>
    [Benchmark]
    public long Broadcast()
    {
        // The mouth opens and closes while the heart stands still: every delta has one field and the same length, so
        // bytes per call are a whole number and not an average.
        double mouth = (++_timestamp & 1) == 0 ? 0.25 : 0.75;
        _state = AvatarSimulation.Step(_state, new AvatarChanges(null, mouth), TimeSpan.Zero);
        PublishedTick tick = _published.Advance(_state, TimeSpan.Zero, _timestamp);
        _gate.Expect(Viewers);
        _hub!.Publish(new EncodedTick(tick));
        _gate.Wait();
        return tick.Tick;
    }

    /// <summary>Stops the sender.</summary>
    [GlobalCleanup]
    public void Cleanup() => _hub!.DrainAsync(new CancellationToken(canceled: true)).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Dispose()
    {
        _gate.Dispose();
        GC.SuppressFinalize(this);
    }
}
