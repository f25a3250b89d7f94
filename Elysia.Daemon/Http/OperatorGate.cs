using Elysia.Admission.Tokens;
using Elysia.Transport.Clients;

namespace Elysia.Http;

/// <summary>Lets in who comes from this machine itself, and whoever shows the token of an operator.</summary>
/// <param name="keeper">Checks tokens while authentication is on.</param>
public sealed class OperatorGate(Doorkeeper keeper) : IOperatorGate
{
    private readonly LoopbackGate _loopback = new();

    /// <inheritdoc/>
    public HttpAnswer? Refuse(HttpQuestion question) => _loopback.Refuse(question) is not { } refusal ? null
        : Credential.Bearer(question.Headers) is null ? refusal
        : keeper.Refuse(Rights.Operate, question);
}
