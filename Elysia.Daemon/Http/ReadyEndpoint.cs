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
    public HttpAnswer Answer(HttpQuestion question) => readiness.Fault is { } fault
        ? HttpAnswer.Text(503, fault, ("Cache-Control", "no-store"), ("Retry-After", "1"))
        : HttpAnswer.Text(200, "ready", ("Cache-Control", "no-store"));
}
