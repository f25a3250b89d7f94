using Elysia.Admission.Tokens;
using Elysia.Http;

namespace Elysia.Transport.Clients;

/// <summary>What the door says to a request for a WebSocket.</summary>
/// <param name="Verdict">Whether it may be answered with 101.</param>
/// <param name="Grant">What the client may do; null when it must still send its token as its first message.</param>
/// <param name="Token">What became of what it showed.</param>
public readonly record struct Entry(UpgradeVerdict Verdict, Grant? Grant = null, TokenResult Token = default)
{
    /// <summary>Come in.</summary>
    public static Entry With(Grant grant) => new(UpgradeVerdict.Accept, grant);

    /// <summary>Come in as far as the door, and say who you are.</summary>
    public static Entry Ask() => new(UpgradeVerdict.Accept);

    /// <summary>The answer where it is not 101.</summary>
    public HttpAnswer Answer() =>
        Verdict == UpgradeVerdict.TokenRefused ? AuthAnswers.Refused(Token) : HttpRouter.Refuse(Verdict);
}
