namespace Elysia.Http;

/// <summary>A path that only the operator may see.</summary>
/// <param name="path">The path.</param>
/// <param name="policy">Who is the operator.</param>
/// <param name="answer">The answer for the operator. Any thread.</param>
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
