using System.Globalization;
using System.Text;
using Elysia.Admission;
using Elysia.Admission.Tokens;
using Elysia.Channels;
using Elysia.Configuration;
using Elysia.Diagnostics;
using Elysia.Fanout;
using Elysia.Hosting;
using Elysia.Hosting.Logs;
using Elysia.Http;
using Elysia.Monitoring.Metrics;
using Elysia.Monitoring.Status;
using Elysia.Ticking;
using Elysia.Transport.Clients;
using Microsoft.Extensions.Logging;

namespace Elysia.Monitoring;

/// <summary>Builds the components of monitoring and the endpoints that expose them.</summary>
internal sealed class MonitoringServices : IDisposable
{
    private readonly DaemonOptions _options;
    private readonly MetricReader _reader;
    private readonly StatusJson _status;
    private readonly OtlpExport? _otlp;

    /// <summary>Builds everything; the daemon runs the monitor's task.</summary>
    internal MonitoringServices(
        DaemonOptions options, DaemonMeter meter, Hub hub, TickCounters ticks, ClientConnectionHandler clients,
        RefusalCounters refusals, AdmissionCounters admission, EngineChannels channels, LogFile? file,
        TimeProvider time, ILoggerFactory logs)
    {
        _options = options;
        ILogger log = logs.CreateLogger<Monitor>();
        var process = new ProcessFigures();
        Readiness = new Readiness(ticks, time);
        _reader = new MetricReader(meter);
        var sampler = new Sampler(hub, ticks, () => _reader.Read(meter.FrameAge), process, time);
        Monitor = new Monitor(options, hub, ticks, clients.Audience, sampler, process, file, time, log);
        _status = new StatusJson(Monitor, Readiness, hub, () => ticks.Ticks, clients.Closes, process);

        FlowMetrics.Add(meter.Meter, hub, ticks, refusals, channels);
        MotionMetrics.Add(meter.Meter, hub, clients.Motion.Counters);
        AdmissionMetrics.Add(meter.Meter, admission);
        ProcessMetrics.Add(meter.Meter, process, file, time);
        Monitor.Alerts.AddMetrics(meter.Meter);
        meter.Meter.Show("elysia_ready", "1 when the daemon is ready for viewers (/ready).",
            () => Readiness.Fault is null ? 1 : 0);
        _otlp = options.Monitoring && options.OtlpEndpoint is not null ? new OtlpExport(options, log) : null;
    }

    /// <summary>Observes the daemon once a second.</summary>
    public Monitor Monitor { get; }

    /// <summary>Tells whether the daemon is ready for viewers.</summary>
    public Readiness Readiness { get; }

    /// <summary>Returns the endpoints of monitoring.</summary>
    /// <param name="page">The page assets, which include the operator's page.</param>
    /// <param name="policy">Decides which requests come from the operator.</param>
    public IEnumerable<IHttpEndpoint> Endpoints(PageAssets page, OperatorAuthorizationPolicy policy)
    {
        yield return new ReadyEndpoint(() => Readiness.Fault);
        if (_options.Monitoring)
        {
            yield return new OperatorEndpoint("/metrics", policy, _ => Metrics());
            yield return new OperatorEndpoint("/status", policy, _ => page.Status);
            yield return new OperatorEndpoint("/status.json", policy, Status);
        }
    }

    /// <summary>Adds the instruments of authentication to a meter.</summary>
    /// <param name="meter">The daemon's meter.</param>
    /// <param name="auth">The authenticator.</param>
    /// <param name="firstMessage">Holds the clients that have not sent their token yet.</param>
    /// <param name="waiting">Returns the number of connections that are not viewers.</param>
    public static void AddAuthMetrics(
        DaemonMeter meter, Authenticator auth, FirstMessageAuthenticator firstMessage, Func<int> waiting) =>
        AuthMetrics.Add(meter.Meter, auth, () => firstMessage.Count, waiting);

    /// <summary>Sends what has not been sent over OTLP yet and stops reading the meter.</summary>
    public void Dispose()
    {
        _otlp?.Dispose();
        _reader.Dispose();
    }

    private HttpResponse Metrics() => new(
        200, PrometheusText.ContentType, Encoding.UTF8.GetBytes(PrometheusText.Write(_reader.Collect())),
        ("Cache-Control", "no-store"));

    private HttpResponse Status(HttpRequest request)
    {
        const string Since = "since=";
        long since = request.Query.StartsWith(Since, StringComparison.Ordinal)
            && long.TryParse(request.Query[Since.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out long number)
                ? number : 0;
        return new HttpResponse(200, "application/json", _status.Write(since), ("Cache-Control", "no-store"));
    }
}
