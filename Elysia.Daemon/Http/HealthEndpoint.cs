using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Elysia.Fanout;
using Elysia.Protocol.Messages;
using Elysia.Ticking;

namespace Elysia.Http;

/// <summary>Serves /health: that the daemon is alive, with a few figures.</summary>
/// <param name="hub">The fan-out.</param>
/// <param name="ticks">The tick's counters.</param>
/// <param name="version">The daemon's version.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class HealthEndpoint(Hub hub, TickCounters ticks, string version, TimeProvider time) : IHttpEndpoint
{
    // A version may contain a plus sign, which the default encoder escapes.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly long _started = time.GetTimestamp();

    /// <inheritdoc/>
    public string Path => "/health";

    /// <inheritdoc/>
    public string Methods => "GET, HEAD";

    /// <inheritdoc/>
    public HttpResponse Answer(HttpRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("status"u8, "ok"u8);
            json.WriteString("version"u8, version);
            json.WriteNumber("pid"u8, Environment.ProcessId);
            json.WriteNumber("uptime_seconds"u8, Math.Round(time.GetElapsedTime(_started).TotalSeconds, 3));
            json.WriteNumber("viewers"u8, hub.Viewers);
            json.WriteNumber("tick"u8, ticks.Ticks);
            json.WriteNumber("rate_hz"u8, ticks.RateHz);
            json.WriteNumber("skipped_ticks"u8, ticks.Skipped);
            json.WriteNumber("lateness_ms_max"u8, Math.Round(ticks.LatenessMax.TotalMilliseconds, 3));
            json.WriteNumber("merged_ticks"u8, hub.Counters.Sum(c => c.MergedTicks));
            json.WriteNumber("thinned"u8, hub.Counters.Sum(c => c.Steps(DeliveryLevel.Thinned)));
            json.WriteNumber("keyframes_only"u8, hub.Counters.Sum(c => c.Steps(DeliveryLevel.KeyframesOnly)));
            json.WriteNumber("closed_slow"u8, hub.Counters.Sum(c => c.Closes(CloseReason.SlowConsumer)));
            json.WriteNumber("heap_bytes"u8, GC.GetTotalMemory(forceFullCollection: false));
            json.WriteNumber("sent_bytes"u8, hub.Counters.Sum(c => c.Bytes));
            json.WriteStartObject("you"u8);
            json.WriteString("address"u8, request.Remote.Address.ToString());
            json.WriteBoolean("through_proxy"u8, request.Remote.IsForwarded);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return new HttpResponse(200, "application/json", buffer.WrittenMemory, ("Cache-Control", "no-store"));
    }
}
