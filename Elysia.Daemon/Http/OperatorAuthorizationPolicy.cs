using Elysia.Admission.Tokens;
using Elysia.Transport.Clients;

namespace Elysia.Http;

/// <summary>Lets in who comes from this machine itself, and whoever shows the token of an operator.</summary>
/// <param name="authorizer">Checks tokens while authentication is on.</param>
public sealed class OperatorAuthorizationPolicy(UpgradeAuthorizer authorizer) : IOperatorAuthorizationPolicy
{
    private readonly LoopbackAuthorizationPolicy _loopback = new();

    /// <inheritdoc/>
    public HttpResponse? Refuse(HttpRequest request) => _loopback.Refuse(request) is not { } refusal ? null
        : Credential.Bearer(request.Headers) is null ? refusal
        : authorizer.Refuse(Rights.Operate, request);
}
