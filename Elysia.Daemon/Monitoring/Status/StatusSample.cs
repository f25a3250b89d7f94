namespace Elysia.Monitoring.Status;

/// <summary>How the daemon was doing in one second.</summary>
/// <param name="Number">Counts up from 1, one a second.</param>
internal sealed record StatusSample(long Number)
{
    /// <summary>Ticks per second.</summary>
    public int RateHz { get; init; }

    /// <summary>Viewers connected.</summary>
    public int Viewers { get; init; }

    /// <summary>Viewers that get less than every tick.</summary>
    public int Slow { get; init; }

    /// <summary>Age of frames when they left: median, 95th and 99th percentile of the last seconds. Unit:
    /// milliseconds.</summary>
    public (double P50, double P95, double P99) FrameAgeMs { get; init; }

    /// <summary>CPU in percent of the cores the daemon may use.</summary>
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
