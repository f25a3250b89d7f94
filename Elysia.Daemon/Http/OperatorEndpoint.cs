using Elysia.Monitoring;

namespace Elysia.Http;

/// <summary>A path that only the operator may see.</summary>
/// <param name="path">The path.</param>
/// <param name="gate">Who is the operator.</param>
/// <param name="answer">The answer for the operator. Any thread.</param>
public sealed class OperatorEndpoint(string path, IOperatorGate gate, Func<HttpQuestion, HttpAnswer> answer) : IHttpEndpoint
{
    /// <inheritdoc/>
    public string Path => path;

    /// <inheritdoc/>
    public string Methods => "GET, HEAD";

    /// <inheritdoc/>
    public HttpAnswer Answer(HttpQuestion question) => gate.Refuse(question) ?? answer(question);
}
