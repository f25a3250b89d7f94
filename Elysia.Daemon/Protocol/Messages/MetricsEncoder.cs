using System.Buffers;
using System.Text.Json;
using Elysia.Protocol.Wire;

namespace Elysia.Protocol.Messages;

/// <summary>Encodes the messages for viewers that asked for metrics: totals once a second, and alerts.</summary>
internal static class MetricsEncoder
{
    /// <summary>Encodes the totals. Every number is sent finite.</summary>
    public static Frame Totals(ServerTotals totals)
    {
        var buffer = new ArrayBufferWriter<byte>(384);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "metrics"u8);
            json.WriteStartObject("data"u8);
            json.WriteNumber("viewers"u8, totals.Viewers);
            json.WriteNumber("rate_hz"u8, totals.RateHz);
            json.WriteNumber("tick"u8, totals.Ticks);
            json.WriteNumber("skipped_ticks"u8, totals.SkippedTicks);
            json.WriteNumber("frame_age_ms_p50"u8, Rounded(totals.FrameAgeMs.P50));
            json.WriteNumber("frame_age_ms_p95"u8, Rounded(totals.FrameAgeMs.P95));
            json.WriteNumber("frame_age_ms_p99"u8, Rounded(totals.FrameAgeMs.P99));
            json.WriteNumber("bytes_per_second"u8, Rounded(totals.BytesPerSecond));
            json.WriteNumber("cpu_percent"u8, Rounded(totals.CpuPercent));
            json.WriteNumber("memory_percent"u8, Rounded(totals.MemoryPercent));
            json.WriteNumber("uptime_seconds"u8, Rounded(totals.UptimeSeconds));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new Frame(FrameKind.Metrics, buffer.WrittenMemory);
    }

    /// <summary>Encodes an alert that was raised or cleared.</summary>
    /// <param name="name">The name of the alert.</param>
    /// <param name="isActive">Whether the alert is active now.</param>
    /// <param name="value">The value that changed it.</param>
    /// <param name="threshold">Its threshold.</param>
    /// <param name="text">The value and the threshold in words, with their unit.</param>
    public static Frame Alert(string name, bool isActive, double value, double threshold, string text)
    {
        var buffer = new ArrayBufferWriter<byte>(192);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "alert"u8);
            json.WriteString("alert"u8, name);
            json.WriteBoolean("active"u8, isActive);
            json.WriteNumber("value"u8, Rounded(value));
            json.WriteNumber("threshold"u8, Rounded(threshold));
            json.WriteString("message"u8, text);
            json.WriteEndObject();
        }

        return new Frame(FrameKind.Alert, buffer.WrittenMemory);
    }

    private static double Rounded(double value) => double.IsFinite(value) ? Math.Round(value, 3) : 0;
}

/// <summary>The figures about the server that a subscriber gets: totals, and nothing about any other viewer.</summary>
internal sealed record ServerTotals
{
    /// <summary>The number of connected viewers.</summary>
    public int Viewers { get; init; }

    /// <summary>Ticks per second at present.</summary>
    public int RateHz { get; init; }

    /// <summary>The number of ticks since the start.</summary>
    public long Ticks { get; init; }

    /// <summary>The number of ticks that were due and never run.</summary>
    public long SkippedTicks { get; init; }

    /// <summary>The age of frames when they were sent, in the last seconds: median, 95th and 99th percentile. Unit:
    /// milliseconds.</summary>
    public (double P50, double P95, double P99) FrameAgeMs { get; init; }

    /// <summary>Payload bytes per second to all viewers.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>CPU usage of the daemon in percent of the cores it may use.</summary>
    public double CpuPercent { get; init; }

    /// <summary>Memory usage of the daemon in percent of the memory it may use.</summary>
    public double MemoryPercent { get; init; }

    /// <summary>Seconds since the start.</summary>
    public double UptimeSeconds { get; init; }
}
