namespace Elysia.Admission.Tokens;

/// <summary>What became of a token or a ticket, and what it is good for.</summary>
/// <param name="Verdict">What became of it.</param>
/// <param name="Grant">What it grants; null unless <see cref="TokenVerdict.Accepted"/>.</param>
internal readonly record struct TokenResult(TokenVerdict Verdict, Grant? Grant)
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

/// <summary>What became of a token or a ticket. Counted by these names.</summary>
internal enum TokenVerdict
{
    /// <summary>Taken.</summary>
    Accepted,

    /// <summary>None was presented.</summary>
    Missing,

    /// <summary>No JSON Web Token, or one with parts that are not understood.</summary>
    Malformed,

    /// <summary>Longer than <see cref="TokenValidator.TokenMaxChars"/>.</summary>
    TooLong,

    /// <summary>Signed by an algorithm for which there is no key: none, or not HS256, RS256, ES256.</summary>
    UnknownAlgorithm,

    /// <summary>Signed by a key that is not known.</summary>
    UnknownKey,

    /// <summary>The signature is not that of the key.</summary>
    BadSignature,

    /// <summary>Of another issuer than ELYSIA_JWT_ISSUER.</summary>
    WrongIssuer,

    /// <summary>For another audience than ELYSIA_JWT_AUDIENCE.</summary>
    WrongAudience,

    /// <summary>Without an end (`exp`).</summary>
    NoExpiry,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>Its time has not come (`nbf`).</summary>
    NotYetValid,

    /// <summary>Without a subject (`sub`), or with one that is too long or holds control characters.</summary>
    NoSubject,

    /// <summary>Names no role that is known.</summary>
    NoRole,

    /// <summary>The subject was revoked.</summary>
    Revoked,

    /// <summary>A new token for a connection whose subject is another.</summary>
    OtherSubject,

    /// <summary>A ticket that is unknown, too old, or was used before.</summary>
    BadTicket,
}
