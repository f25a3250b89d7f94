namespace Elysia.Http;

/// <summary>An endpoint that only the operator may access.</summary>
/// <param name="path">The path.</param>
/// <param name="policy">Decides whether a request is the operator's.</param>
/// <param name="answer">Creates the response for the operator. Any thread.</param>
internal sealed class OperatorEndpoint(
    string path, OperatorAuthorizationPolicy policy, Func<HttpRequest, HttpResponse> answer) : IHttpEndpoint
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public string Methods => "GET, HEAD";

    /// <inheritdoc/>
    public HttpResponse Answer(HttpRequest request) => policy.Refuse(request) ?? answer(request);
}
