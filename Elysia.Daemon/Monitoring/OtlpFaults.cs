using System.Diagnostics.Tracing;

namespace Elysia.Monitoring;

/// <summary>Reports the faults of the OTLP exporter, which it writes only to an event source: without this class it
/// would go unnoticed that a collector does not accept the metrics.</summary>
internal sealed class OtlpFaults : EventListener
{
    private const string Source = "OpenTelemetry-Exporter-OpenTelemetryProtocol";

    private readonly Action<string> _report;
    private string? _last;

    /// <summary>Starts to listen.</summary>
    /// <param name="report">Receives each kind of fault once, on any thread.</param>
    public OtlpFaults(Action<string> report)
    {
        _report = report;
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
        // One report for a collector that is unavailable, not one per export.
        if (eventData.EventName is { } name && Interlocked.Exchange(ref _last, name) != name)
        {
            _report($"{name}: {eventData.Payload?.LastOrDefault()}".Split('\n')[0]);
        }
    }

    private void Listen(EventSource source)
    {
        // The base constructor calls this before the callback is set; this class's constructor calls it again.
        if (source.Name == Source && _report is not null)
        {
            EnableEvents(source, EventLevel.Warning);
        }
    }
}
