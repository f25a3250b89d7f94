namespace Elysia.Http;

/// <summary>Serves one path over plain HTTP. The router calls it on thread-pool threads, with many requests at a
/// time.</summary>
internal interface IHttpEndpoint
{
    /// <summary>The path that it serves, e.g. "/health"; with a trailing slash, e.g. "/speech/", everything below
    /// it.</summary>
    string Path { get; }

    /// <summary>The accepted methods in the format of the Allow header: "GET, HEAD" or "POST".</summary>
    string Methods { get; }

    /// <summary>Returns the response to a request whose path and method match this endpoint.</summary>
    HttpResponse Answer(HttpRequest request);

    /// <summary>Does the same as <see cref="Answer"/>, for an endpoint that may have to wait.</summary>
    ValueTask<HttpResponse> AnswerAsync(HttpRequest request) => new(Answer(request));
}
