namespace Elysia.Http;

/// <summary>Decides who may see what only the operator is to see: metrics and status.</summary>
public interface IOperatorAuthorizationPolicy
{
    /// <summary>Judges a request. Any thread.</summary>
    /// <returns>Null when it may pass, else the answer it gets.</returns>
    HttpResponse? Refuse(HttpRequest request);
}
