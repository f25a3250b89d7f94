namespace Elysia.Http;

/// <summary>/ready: 200 when viewers should be sent here, else 503 with the reason in words. For load balancers, so for
/// everybody.</summary>
/// <param name="fault">Why viewers should go elsewhere; null when they should come.</param>
internal sealed class ReadyEndpoint(Func<string?> fault) : IHttpEndpoint
{
    /// <inheritdoc/>
    public string Path => "/ready";

    /// <inheritdoc/>
    public string Methods => "GET, HEAD";

    /// <inheritdoc/>
    public HttpResponse Answer(HttpRequest request) => fault() is { } reason
        ? HttpResponse.Text(503, reason, ("Cache-Control", "no-store"), ("Retry-After", "1"))
        : HttpResponse.Text(200, "ready", ("Cache-Control", "no-store"));
}
