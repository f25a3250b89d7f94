namespace Elysia.Protocol;

/// <summary>What a viewer that asks is told about the server: totals, and nothing about any other viewer.</summary>
public sealed record ServerTotals
{
    /// <summary>Viewers connected.</summary>
    public int Viewers { get; init; }

    /// <summary>Ticks per second at present.</summary>
    public int RateHz { get; init; }

    /// <summary>Ticks since the start.</summary>
    public long Ticks { get; init; }

    /// <summary>Ticks that were due and never taken.</summary>
    public long SkippedTicks { get; init; }

    /// <summary>Age of frames when they left, in the last seconds: median, 95th and 99th percentile. Unit:
    /// milliseconds.</summary>
    public (double P50, double P95, double P99) FrameAgeMs { get; init; }

    /// <summary>Payload bytes a second to all viewers.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>CPU of the daemon in percent of the cores it may use.</summary>
    public double CpuPercent { get; init; }

    /// <summary>Memory of the daemon in percent of what it may use.</summary>
    public double MemoryPercent { get; init; }

    /// <summary>Seconds since the start.</summary>
    public double UptimeSeconds { get; init; }
}
