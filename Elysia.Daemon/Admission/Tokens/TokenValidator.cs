using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Elysia.Admission.Tokens;

/// <summary>Validates one token: the signature by Microsoft.IdentityModel with a key and an algorithm that the daemon
/// chooses, the times by the daemon's own clock. Any thread; stateless.</summary>
/// <param name="keys">The current keys.</param>
/// <param name="rules">The required claims.</param>
/// <param name="revocations">The subjects whose tokens are no longer accepted.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class TokenValidator(TokenKeys keys, TokenRules rules, Revocations revocations, TimeProvider time)
{
    /// <summary>The maximum length of a token.</summary>
    /// <remarks>Unit: characters. 8,192: with RS256 and a handful of claims a token has about 1,000. In a first message
    /// it fits into the limit of a message.</remarks>
    public const int TokenMaxChars = 8192;

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = TokenMaxChars };

    /// <summary>Validates a token with the current keys.</summary>
    /// <param name="token">The token as received; any text.</param>
    public TokenResult Validate(string token)
    {
        if (token.Length > TokenMaxChars)
        {
            return TokenVerdict.TooLong;
        }

        try
        {
            return Validate(new JsonWebToken(token));
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException or InvalidOperationException
            or JsonException or SecurityTokenException or NullReferenceException)
        {
            // The text is not a token. The exception's message is dropped, because it would contain parts of the text.
            return TokenVerdict.Malformed;
        }
    }

    /// <summary>Validates a token; if its key is unknown, reads the keys again first.</summary>
    public async ValueTask<TokenResult> ValidateAsync(string token)
    {
        TokenResult result = Validate(token);
        return result.Verdict == TokenVerdict.UnknownKey && await keys.TryReadForUnknownAsync().ConfigureAwait(false)
            ? Validate(token)
            : result;
    }

    private TokenResult Validate(JsonWebToken parsed)
    {
        // RFC 7515 section 4.1.11: extensions listed in "crit" must be understood, and the daemon understands none.
        if (parsed.IsEncrypted || parsed.TryGetHeaderValue("crit", out object? _))
        {
            return TokenVerdict.Malformed;
        }

        if (!keys.Current.Accepts(parsed.Alg, keys.HasSource))
        {
            return TokenVerdict.UnknownAlgorithm;
        }

        if (keys.Current.Find(parsed.Alg, parsed.Kid ?? "") is not { } key)
        {
            return TokenVerdict.UnknownKey;
        }

        TokenVerdict verdict = CheckSignature(parsed, key);
        return verdict == TokenVerdict.Accepted ? CheckClaims(parsed) : verdict;
    }

    private TokenVerdict CheckSignature(JsonWebToken token, SecurityKey key)
    {
        // Completes synchronously: the key is given, so there is nothing to fetch.
        TokenValidationResult result = _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeyResolver = (_, _, _, _) => [key],
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = [token.Alg],
            ValidIssuer = rules.Issuer,
            ValidAudience = rules.Audience,

            // Checked below, by the daemon's own clock.
            ValidateLifetime = false,
        }).GetAwaiter().GetResult();
        return result.IsValid ? TokenVerdict.Accepted : result.Exception switch
        {
            SecurityTokenInvalidIssuerException => TokenVerdict.WrongIssuer,
            SecurityTokenInvalidAudienceException => TokenVerdict.WrongAudience,
            _ => TokenVerdict.BadSignature,
        };
    }

    private TokenResult CheckClaims(JsonWebToken token)
    {
        DateTimeOffset now = time.GetUtcNow();
        DateTimeOffset expires = token.ValidTo;
        if (!token.TryGetPayloadValue("exp", out object? _) || expires == default)
        {
            return TokenVerdict.NoExpiry;
        }

        if (now - expires >= TokenRules.Skew)
        {
            return TokenVerdict.Expired;
        }

        if (token.ValidFrom - now > TokenRules.Skew)
        {
            return TokenVerdict.NotYetValid;
        }

        if (!Grant.IsSubject(token.Subject))
        {
            return TokenVerdict.NoSubject;
        }

        if (revocations.Contains(token.Subject))
        {
            return TokenVerdict.Revoked;
        }

        Rights rights = RightsOf(token);
        return rights == Rights.None ? TokenVerdict.NoRole

            // A token accepted after its expiry because clocks differ lasts as long as they may differ.
            : new TokenResult(TokenVerdict.Accepted,
                new Grant(token.Subject, rights, expires > now ? expires : expires + TokenRules.Skew));
    }

    /// <summary>Returns the rights of all roles that a token names, in one string separated by spaces or in an array.
    /// Unknown role names are ignored: they belong to other services.</summary>
    private Rights RightsOf(JsonWebToken token)
    {
        if (!token.TryGetPayloadValue(rules.RoleClaim, out object? value))
        {
            return Rights.None;
        }

        IEnumerable<string?> names = value switch
        {
            string text => text.Split(' '),
            JsonElement { ValueKind: JsonValueKind.Array } list =>
                list.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()),
            _ => [],
        };
        return names.OfType<string>().Aggregate(Rights.None, (rights, name) => rights | Roles.RightsOf(name));
    }
}

/// <summary>The claims that a token must contain to be accepted.</summary>
/// <param name="Issuer">The required `iss`.</param>
/// <param name="Audience">The required member of `aud`.</param>
/// <param name="RoleClaim">The claim that names its roles.</param>
internal sealed record TokenRules(string Issuer, string Audience, string RoleClaim)
{
    /// <summary>The maximum difference between the clocks of the token's issuer and of the daemon.</summary>
    /// <remarks>30 s, as the protocol promises. Source: RFC 7519 section 4.1.4, "no more than a few minutes".</remarks>
    public static TimeSpan Skew { get; } = TimeSpan.FromSeconds(30);
}
