using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Hosting;
using Elysia.Monitoring.Alerts;
using Elysia.Monitoring.Metrics;
using Elysia.Protocol.Messages;

namespace Elysia.Monitoring.Status;

/// <summary>Writes the data of the operator's page: the present state, and the samples since the page's last request.
/// Safe to call from any thread.</summary>
/// <param name="monitor">The monitor, which holds the samples and the alerts.</param>
/// <param name="readiness">Tells whether the daemon is ready for viewers.</param>
/// <param name="hub">The fan-out.</param>
/// <param name="ticks">Returns the number of the newest tick.</param>
/// <param name="closes">The last connections that ended.</param>
/// <param name="process">The figures of the process.</param>
internal sealed class StatusJson(
    Monitor monitor, Readiness readiness, Hub hub, Func<long> ticks, RecentCloses closes, IProcessFigures process)
{
    // A version may contain a plus sign, which the default encoder would escape.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the report.</summary>
    /// <param name="since">The number of the newest sample that the page has; 0 if it has none.</param>
    public ReadOnlyMemory<byte> Write(long since)
    {
        ViewerCensus viewers = hub.Census(ticks());
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("version"u8, Hosting.Version.Text);
            json.WriteNumber("pid"u8, Environment.ProcessId);
            json.WriteNumber("uptime_seconds"u8, Math.Round(monitor.Uptime.TotalSeconds, 1));
            json.WriteString("not_ready"u8, readiness.Fault);
            json.WriteNumber("viewers_max"u8, hub.MaxViewers);
            json.WriteNumber("memory_limit_bytes"u8, process.MemoryLimitBytes);
            json.WriteNumber("tick"u8, ticks());
            json.WriteNumber("joined"u8, hub.Joined);
            WriteStates(json, viewers);
            WriteSlowest(json, viewers);
            WriteCloses(json);
            WriteAlerts(json);
            WriteSamples(json, since);
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteStates(Utf8JsonWriter json, ViewerCensus viewers)
    {
        json.WriteStartObject("viewers"u8);
        foreach (ViewerState state in Enum.GetValues<ViewerState>())
        {
            json.WriteNumber(Instruments.Label(state), viewers.Count(state));
        }

        json.WriteEndObject();
    }

    private static void WriteSlowest(Utf8JsonWriter json, ViewerCensus viewers)
    {
        json.WriteStartArray("slowest"u8);
        foreach (SessionSnapshot viewer in viewers.Slowest)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, viewer.Id.ToString());
            json.WriteString("state"u8, Instruments.Label(viewer.State));
            json.WriteNumber("stuck_ms"u8, Math.Round(viewer.Stuck.TotalMilliseconds));
            json.WriteNumber("ticks_behind"u8, viewer.TicksBehind);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteCloses(Utf8JsonWriter json)
    {
        json.WriteStartArray("closes"u8);
        foreach ((ClientId client, CloseReason reason, TimeSpan ago) in closes.LatestFirst())
        {
            json.WriteStartObject();
            json.WriteString("id"u8, client.ToString());
            json.WriteString("reason"u8, Instruments.Label(reason));
            json.WriteNumber("seconds_ago"u8, Math.Round(ago.TotalSeconds));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteAlerts(Utf8JsonWriter json)
    {
        json.WriteStartArray("alerts"u8);
        foreach (Alert alert in monitor.Alerts.All)
        {
            json.WriteStartObject();
            json.WriteString("alert"u8, Instruments.Label(alert.Kind));
            json.WriteBoolean("active"u8, alert.IsActive);
            json.WriteNumber("value"u8, Math.Round(alert.Value, 1));
            json.WriteNumber("threshold"u8, alert.Threshold);
            json.WriteString("text"u8, AlertText.Format(alert));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteSamples(Utf8JsonWriter json, long since)
    {
        json.WriteStartArray("samples"u8);
        foreach (StatusSample sample in monitor.History.Since(since))
        {
            json.WriteStartObject();
            json.WriteNumber("n"u8, sample.Number);
            json.WriteNumber("rate_hz"u8, sample.RateHz);
            json.WriteNumber("viewers"u8, sample.Viewers);
            json.WriteNumber("slow"u8, sample.Slow);
            json.WriteNumber("age_p50"u8, Math.Round(sample.FrameAgeMs.P50, 3));
            json.WriteNumber("age_p95"u8, Math.Round(sample.FrameAgeMs.P95, 3));
            json.WriteNumber("age_p99"u8, Math.Round(sample.FrameAgeMs.P99, 3));
            json.WriteNumber("cpu"u8, Math.Round(sample.CpuPercent, 1));
            json.WriteNumber("memory"u8, sample.MemoryBytes);
            json.WriteNumber("bytes"u8, Math.Round(sample.BytesPerSecond));
            json.WriteNumber("frames"u8, Math.Round(sample.FramesPerSecond));
            json.WriteNumber("skipped"u8, sample.Skipped);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
