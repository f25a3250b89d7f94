using System.Diagnostics.Metrics;
using Elysia.Configuration;
using Elysia.Fanout;
using Elysia.Monitoring.Metrics;
using Elysia.Protocol.Messages;
using Microsoft.Extensions.Logging;

namespace Elysia.Monitoring.Alerts;

/// <summary>Holds all alerts. Each receives a value once a second, and a change is reported to the log, the metrics and
/// the viewers that asked for metrics. Only the monitor's task may observe; any thread may read.</summary>
/// <param name="options">The thresholds.</param>
/// <param name="audience">The viewers that asked for metrics.</param>
/// <param name="log">The log.</param>
internal sealed class AlertBoard(DaemonOptions options, MetricsSubscribers audience, ILogger log)
{
    // Five seconds above the threshold raise an alert, so that a burst of work does not. Silence has already lasted
    // long when it reaches its threshold.
    private const int RaiseAfter = 5;

    /// <summary>The alerts in the order of their kinds.</summary>
    public IReadOnlyList<Alert> All { get; } =
    [
        new(AlertKind.Cpu, options.AlertCpuPercent, RaiseAfter),
        new(AlertKind.Memory, options.AlertMemoryPercent, RaiseAfter),
        new(AlertKind.Latency, options.AlertLatencyMs, RaiseAfter),
        new(AlertKind.Silent, options.AlertSilentSeconds, raiseAfter: 1),
    ];

    /// <summary>Adds the instruments about alerts to a meter.</summary>
    public void AddMetrics(Meter meter)
    {
        meter.ShowBy<AlertKind>("elysia_alert_active", "1 while an alert of the daemon is active.", "alert",
            () => kind => All[(int)kind].IsActive ? 1 : 0);
        meter.CountBy<AlertKind>("elysia_alerts_raised_total", "Number of times an alert was raised.", "alert",
            kind => All[(int)kind].TimesRaised);
    }

    /// <summary>Passes the next value to an alert.</summary>
    public void Observe(AlertKind kind, double value)
    {
        Alert alert = All[(int)kind];
        AlertChange change = alert.Observe(value);
        if (change == AlertChange.None)
        {
            return;
        }

        string name = Instruments.Label(kind);
        string text = AlertText.Format(alert);
        if (change == AlertChange.Raised)
        {
            log.AlertRaised(name, text);
        }
        else
        {
            log.AlertCleared(name, text);
        }

        audience.Deliver(MetricsEncoder.Alert(name, alert.IsActive, alert.Value, alert.Threshold, text));
    }
}
