using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Diagnostics;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Elysia.Monitoring;

/// <summary>Pushes the daemon's metrics to an OTLP collector, from a thread of the OpenTelemetry SDK.</summary>
internal sealed class OtlpExport : IDisposable
{
    // A collector that does not respond must neither pile up exports nor delay the end of the daemon.
    private const int TimeoutMs = 2_000;

    private readonly OtlpFaults _faults;
    private readonly MeterProvider _provider;

    /// <summary>Starts the export.</summary>
    public OtlpExport(DaemonOptions options, ILogger log)
    {
        bool grpc = options.OtlpProtocol == OtlpProtocol.Grpc;
        Uri endpoint = grpc ? options.OtlpEndpoint! : HttpEndpoint(options.OtlpEndpoint!);
        _faults = new OtlpFaults(fault => log.OtlpFailed(endpoint, fault));
        _provider = Sdk.CreateMeterProviderBuilder()
            .ConfigureResource(r => r.AddService("elysia-avatar", serviceVersion: Hosting.Version.Text))
            .AddMeter(DaemonMeter.Name)
            .AddOtlpExporter((exporter, reader) =>
            {
                exporter.Endpoint = endpoint;
                exporter.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
                exporter.TimeoutMilliseconds = TimeoutMs;
                reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = options.OtlpSeconds * 1000;
                reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = TimeoutMs;
            })
            .Build();
    }

    /// <summary>Sends what has not been sent yet and stops the export.</summary>
    public void Dispose()
    {
        _provider.Shutdown(TimeoutMs);
        _provider.Dispose();
        _faults.Dispose();
    }

    /// <summary>Returns the URL for metrics, formed as OTEL_EXPORTER_OTLP_ENDPOINT specifies: the path of the signal is
    /// appended to a base.</summary>
    private static Uri HttpEndpoint(Uri given) =>
        given.AbsolutePath.EndsWith("/v1/metrics", StringComparison.Ordinal) ? given
            : new Uri($"{given.AbsoluteUri.TrimEnd('/')}/v1/metrics");
}
