using Elysia.Fanout;
using Elysia.Hosting;
using Elysia.Monitoring.Metrics;
using Elysia.Protocol.Wire;
using Elysia.Ticking;

namespace Elysia.Monitoring.Status;

/// <summary>Turns counters that only grow into figures of the last second. Used only by the monitor's task.</summary>
/// <param name="hub">The fan-out.</param>
/// <param name="ticks">The tick's counters.</param>
/// <param name="ages">Reads the histogram of frame ages.</param>
/// <param name="process">The figures of the process.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class Sampler(
    Hub hub, TickCounters ticks, Func<HistogramReading> ages, IProcessFigures process, TimeProvider time)
{
    // Only some frames have their age recorded, few at a low tick rate; five seconds hold at least 75 of them.
    private const int AgeSeconds = 5;

    private static readonly FrameKind[] Kinds = Enum.GetValues<FrameKind>();

    private readonly Queue<HistogramReading> _ages = new(AgeSeconds + 1);
    private long _number;
    private Counts _last = new(time.GetTimestamp(), process.CpuTime, 0, 0, 0);

    /// <summary>Returns the sample of the second that has just ended.</summary>
    /// <param name="viewers">The viewers by state.</param>
    public StatusSample Sample(ViewerCensus viewers)
    {
        Counts now = new(
            time.GetTimestamp(), process.CpuTime, hub.Counters.Sum(c => c.Bytes),
            Kinds.Sum(k => hub.Counters.Sum(c => c.Frames(k))), ticks.Skipped);
        double seconds = Math.Max(0.001, time.GetElapsedTime(_last.At, now.At).TotalSeconds);
        HistogramReading recent = Recent();
        var sample = new StatusSample(++_number)
        {
            RateHz = ticks.RateHz,
            Viewers = hub.Viewers,
            Slow = viewers.Slow,
            FrameAgeMs = (Ms(recent, 0.5), Ms(recent, 0.95), Ms(recent, 0.99)),
            CpuPercent = Math.Max(0, 100 * (now.Cpu - _last.Cpu).TotalSeconds / seconds / process.Cores),
            MemoryBytes = process.ResidentBytes,
            BytesPerSecond = (now.Bytes - _last.Bytes) / seconds,
            FramesPerSecond = (now.Frames - _last.Frames) / seconds,
            Skipped = now.Skipped - _last.Skipped,
        };
        _last = now;
        return sample;
    }

    private static double Ms(HistogramReading reading, double share) => 1000 * reading.Quantile(share);

    private HistogramReading Recent()
    {
        HistogramReading now = ages();
        HistogramReading recent = now.Since(_ages.Count == 0 ? null : _ages.Peek());
        _ages.Enqueue(now);
        if (_ages.Count > AgeSeconds)
        {
            _ages.Dequeue();
        }

        return recent;
    }

    private readonly record struct Counts(long At, TimeSpan Cpu, long Bytes, long Frames, long Skipped);
}
