using Elysia.Monitoring;

namespace Elysia.Http;

/// <summary>/ready: 200 when viewers should be sent here, else 503 with the reason in words. For load balancers, so for
/// everybody.</summary>
/// <param name="readiness">What decides.</param>
public sealed class ReadyEndpoint(Readiness readiness) : IHttpEndpoint
{
    /// <inheritdoc/>
    public string Path => "/ready";

    /// <inheritdoc/>
    public string Methods => "GET, HEAD";

    /// <inheritdoc/>
    public HttpResponse Answer(HttpRequest request) => readiness.Fault is { } fault
        ? HttpResponse.Text(503, fault, ("Cache-Control", "no-store"), ("Retry-After", "1"))
        : HttpResponse.Text(200, "ready", ("Cache-Control", "no-store"));
}
