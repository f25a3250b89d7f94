namespace Elysia.Http;

/// <summary>One path that answers plain HTTP. Called by the router on a thread of the pool, many requests at a time.</summary>
internal interface IHttpEndpoint
{
    /// <summary>The path it answers, as "/health"; with a slash at its end, as "/speech/", everything below it.</summary>
    string Path { get; }

    /// <summary>The methods it takes, as the Allow header names them: "GET, HEAD" or "POST".</summary>
    string Methods { get; }

    /// <summary>The answer to a request whose path and method are this endpoint's.</summary>
    HttpResponse Answer(HttpRequest request);

    /// <summary>The same, for an endpoint that may have to wait for something.</summary>
    ValueTask<HttpResponse> AnswerAsync(HttpRequest request) => new(Answer(request));
}
