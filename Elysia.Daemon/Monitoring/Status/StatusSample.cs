namespace Elysia.Monitoring.Status;

/// <summary>The state of the daemon in one second.</summary>
/// <param name="Number">The number of the sample, counted from 1, one per second.</param>
internal sealed record StatusSample(long Number)
{
    /// <summary>Ticks per second.</summary>
    public int RateHz { get; init; }

    /// <summary>The number of connected viewers.</summary>
    public int Viewers { get; init; }

    /// <summary>The number of viewers that do not receive every tick.</summary>
    public int Slow { get; init; }

    /// <summary>Age of frames when they were sent: median, 95th and 99th percentile of the last five seconds. Unit:
    /// milliseconds.</summary>
    public (double P50, double P95, double P99) FrameAgeMs { get; init; }

    /// <summary>CPU use in percent of the cores that the daemon may use.</summary>
    public double CpuPercent { get; init; }

    /// <summary>Memory in RAM. Unit: bytes.</summary>
    public long MemoryBytes { get; init; }

    /// <summary>Payload bytes handed to sockets in this second.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>Frames handed to sockets in this second.</summary>
    public double FramesPerSecond { get; init; }

    /// <summary>Ticks skipped in this second.</summary>
    public long Skipped { get; init; }
}
