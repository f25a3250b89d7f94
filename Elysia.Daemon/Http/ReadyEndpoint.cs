namespace Elysia.Http;

/// <summary>Serves /ready: 200 when viewers should be sent here, otherwise 503 with the reason as text. Public, because
/// load balancers use it.</summary>
/// <param name="fault">Returns why viewers should be sent elsewhere; null when the daemon is ready.</param>
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
