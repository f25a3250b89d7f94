using System.Diagnostics.Tracing;

namespace Elysia.Monitoring;

/// <summary>Hears what the OTLP exporter says only to an event source: that a collector does not take the metrics. Without it
/// nobody would know.</summary>
internal sealed class OtlpFaults : EventListener
{
    private const string Source = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private readonly Action<string> _tell;
    private string? _last;

    /// <summary>Listens from now on.</summary>
    /// <param name="tell">Told of each kind of fault once. Any thread.</param>
    public OtlpFaults(Action<string> tell)
    {
        _tell = tell;
        foreach (EventSource source in EventSource.GetSources())
        {
            Listen(source);
        }
    }

    /// <inheritdoc/>
    protected override void OnEventSourceCreated(EventSource eventSource) => Listen(eventSource);

    /// <inheritdoc/>
    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        // One line for a collector that is away, not one every export.
        if (eventData.EventName is { } name && Interlocked.Exchange(ref _last, name) != name)
        {
            _tell($"{name}: {eventData.Payload?.LastOrDefault()}".Split('\n')[0]);
        }
    }

    private void Listen(EventSource source)
    {
        // Called by the base constructor too, before there is anybody to tell; the own constructor asks again.
        if (source.Name == Source && _tell is not null)
        {
            EnableEvents(source, EventLevel.Warning);
        }
    }
}
