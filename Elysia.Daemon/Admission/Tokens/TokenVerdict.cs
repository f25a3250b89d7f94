namespace Elysia.Admission.Tokens;

/// <summary>What became of a token or a ticket. Counted by these names.</summary>
public enum TokenVerdict
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
