using Elysia.Configuration;
using Elysia.Fanout;
using Elysia.Hosting;
using Elysia.Hosting.Logs;
using Elysia.Monitoring.Alerts;
using Elysia.Monitoring.Status;
using Elysia.Protocol.Messages;
using Elysia.Ticking;
using Microsoft.Extensions.Logging;

namespace Elysia.Monitoring;

/// <summary>Observes the daemon once a second: records its state, raises alerts, and sends totals to the viewers that
/// asked. One task, outside the path of a tick.</summary>
internal sealed class Monitor(
    DaemonOptions options, Hub hub, TickCounters ticks, MetricsSubscribers audience, Sampler sampler, IProcessFigures process,
    LogFile? file, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly long _started = time.GetTimestamp();

    /// <summary>The samples of the last ten minutes.</summary>
    public StatusHistory History { get; } = new();

    /// <summary>The alerts.</summary>
    public AlertBoard Alerts { get; } = new(options, audience, log);

    /// <summary>The time since the daemon was built.</summary>
    public TimeSpan Uptime => time.GetElapsedTime(_started);

    /// <summary>Observes until <paramref name="stopping"/> is cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) => BackgroundLoop.EveryAsync(Period, time, Observe, stopping);

    /// <summary>Takes one sample.</summary>
    internal void Observe()
    {
        ViewerCensus viewers = hub.Census(ticks.Ticks);
        StatusSample sample = sampler.Sample(viewers);
        History.Add(sample);
        double memoryPercent = 100.0 * sample.MemoryBytes / Math.Max(1, process.MemoryLimitBytes);
        if (options.Monitoring)
        {
            Alerts.Observe(AlertKind.Cpu, sample.CpuPercent);
            Alerts.Observe(AlertKind.Memory, memoryPercent);
            Alerts.Observe(AlertKind.Latency, sample.FrameAgeMs.P95);
            Alerts.Observe(AlertKind.Silent, viewers.LongestSilence.TotalSeconds);
        }

        if (!audience.IsEmpty)
        {
            audience.Offer(MetricsEncoder.Totals(Totals(sample, memoryPercent)));
        }

        if (file?.TakeDropped() is > 0 and { } lost)
        {
            log.LogLinesLost(lost);
        }
    }

    private ServerTotals Totals(StatusSample sample, double memoryPercent) => new()
    {
        Viewers = sample.Viewers,
        RateHz = sample.RateHz,
        Ticks = ticks.Ticks,
        SkippedTicks = ticks.Skipped,
        FrameAgeMs = sample.FrameAgeMs,
        BytesPerSecond = sample.BytesPerSecond,
        CpuPercent = sample.CpuPercent,
        MemoryPercent = memoryPercent,
        UptimeSeconds = Uptime.TotalSeconds,
    };
}
