using Elysia.Admission.Tokens;
using Elysia.Http;

namespace Elysia.Transport.Clients;

/// <summary>Whether a request for a WebSocket is authorized.</summary>
/// <param name="Verdict">Whether it may be answered with 101.</param>
/// <param name="Grant">What the client may do; null when it must still send its token as its first message.</param>
/// <param name="Token">What became of what it showed.</param>
public readonly record struct AuthorizationResult(UpgradeVerdict Verdict, Grant? Grant = null, TokenResult Token = default)
{
    /// <summary>Accepted with a grant.</summary>
    public static AuthorizationResult With(Grant grant) => new(UpgradeVerdict.Accept, grant);

    /// <summary>Accept the connection; its first message must authenticate.</summary>
    public static AuthorizationResult Ask() => new(UpgradeVerdict.Accept);

    /// <summary>The answer where it is not 101.</summary>
    public HttpResponse Answer() =>
        Verdict == UpgradeVerdict.TokenRefused ? AuthAnswers.Refused(Token) : HttpRouter.Refuse(Verdict);
}
