namespace Elysia.Admission.Tokens;

/// <summary>The verdict on a token or a ticket, and the grant if it was accepted.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Grant">The grant; null unless <see cref="TokenVerdict.Accepted"/>.</param>
internal readonly record struct TokenResult(TokenVerdict Verdict, Grant? Grant)
{
    /// <summary>Converts a verdict to a refusal.</summary>
    public static implicit operator TokenResult(TokenVerdict verdict) => new(verdict, null);

    /// <summary>The text for the client, which contains nothing of the token.</summary>
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

/// <summary>The verdict on a token or a ticket. The names appear in metrics.</summary>
internal enum TokenVerdict
{
    /// <summary>Accepted.</summary>
    Accepted,

    /// <summary>None was presented.</summary>
    Missing,

    /// <summary>Not a JSON Web Token, or one with parts that are not understood.</summary>
    Malformed,

    /// <summary>Longer than <see cref="TokenValidator.TokenMaxChars"/>.</summary>
    TooLong,

    /// <summary>Signed with an algorithm for which there is no key: none, or not HS256, RS256, ES256.</summary>
    UnknownAlgorithm,

    /// <summary>Signed with an unknown key.</summary>
    UnknownKey,

    /// <summary>The signature does not match the key.</summary>
    BadSignature,

    /// <summary>The issuer is not ELYSIA_JWT_ISSUER.</summary>
    WrongIssuer,

    /// <summary>The audience is not ELYSIA_JWT_AUDIENCE.</summary>
    WrongAudience,

    /// <summary>Without an expiry (`exp`).</summary>
    NoExpiry,

    /// <summary>Expired.</summary>
    Expired,

    /// <summary>Not valid yet (`nbf`).</summary>
    NotYetValid,

    /// <summary>Without a subject (`sub`), or with one that is too long or holds control characters.</summary>
    NoSubject,

    /// <summary>Names no known role.</summary>
    NoRole,

    /// <summary>The subject was revoked.</summary>
    Revoked,

    /// <summary>A new token whose subject is not that of the connection.</summary>
    OtherSubject,

    /// <summary>A ticket that is unknown, expired, or already used.</summary>
    BadTicket,
}
