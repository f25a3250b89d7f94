namespace Elysia.Admission.Tokens;

/// <summary>What became of a token or a ticket, and what it is good for.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Grant">What it grants; null unless <see cref="TokenVerdict.Accepted"/>.</param>
public readonly record struct TokenResult(TokenVerdict Verdict, Grant? Grant)
{
    /// <summary>A refusal.</summary>
    public static implicit operator TokenResult(TokenVerdict verdict) => new(verdict, null);

    /// <summary>What a client is told, in words that hold nothing of the token.</summary>
    public string Words => Verdict switch
    {
        TokenVerdict.Accepted => "it is accepted",
        TokenVerdict.Missing => "there is none",
        TokenVerdict.Malformed => "it is no JSON Web Token",
        TokenVerdict.TooLong => $"it is longer than {TokenValidator.TokenMaxChars} characters",
        TokenVerdict.UnknownAlgorithm => "it is signed by an algorithm that is not accepted here",
        TokenVerdict.UnknownKey => "it is signed by a key that is not known here",
        TokenVerdict.BadSignature => "its signature is wrong",
        TokenVerdict.WrongIssuer => "it is of another issuer",
        TokenVerdict.WrongAudience => "it is for another audience",
        TokenVerdict.NoExpiry => "it has no end (exp)",
        TokenVerdict.Expired => "it has expired",
        TokenVerdict.NotYetValid => "it is not valid yet",
        TokenVerdict.NoSubject => "it names no subject (sub)",
        TokenVerdict.NoRole => $"it names no role (known: {string.Join(", ", Roles.Names)})",
        TokenVerdict.Revoked => "its subject was revoked",
        TokenVerdict.OtherSubject => "it is of another subject than this connection",
        _ => "the ticket is unknown, too old or was used before",
    };
}
