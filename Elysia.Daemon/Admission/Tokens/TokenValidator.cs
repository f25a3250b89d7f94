using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Elysia.Admission.Tokens;

/// <summary>Decides about one token: signature by Microsoft.IdentityModel with a key and an algorithm that we chose, time by our
/// own clock. Any thread; keeps nothing.</summary>
/// <param name="keys">The keys in force.</param>
/// <param name="rules">What a token must say.</param>
/// <param name="revocations">Whose tokens count no more.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class TokenValidator(TokenKeys keys, TokenRules rules, Revocations revocations, TimeProvider time)
{
    /// <summary>Longest token.</summary>
    /// <remarks>Unit: characters. 8,192: with RS256 and a handful of claims a token has about 1,000. In a first message it fits
    /// into the limit of a message.</remarks>
    public const int TokenMaxChars = 8192;

    private readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = TokenMaxChars };

    /// <summary>Decides by the keys in force.</summary>
    /// <param name="token">The token as it came, any text.</param>
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
            // What the library throws at texts that are no tokens. The message would hold parts of the token.
            return TokenVerdict.Malformed;
        }
    }

    /// <summary>Decides, and when the key is not known reads the keys anew first.</summary>
    public async ValueTask<TokenResult> ValidateAsync(string token)
    {
        TokenResult result = Validate(token);
        return result.Verdict == TokenVerdict.UnknownKey && await keys.TryReadForUnknownAsync().ConfigureAwait(false)
            ? Validate(token)
            : result;
    }

    private TokenResult Validate(JsonWebToken parsed)
    {
        // RFC 7515 section 4.1.11: what a token calls critical must be understood, and we understand no extension.
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
        // Completes at once: the key is given, so there is nothing to fetch.
        TokenValidationResult result = _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKeyResolver = (_, _, _, _) => [key],
            TryAllIssuerSigningKeys = false,
            ValidAlgorithms = [token.Alg],
            ValidIssuer = rules.Issuer,
            ValidAudience = rules.Audience,

            // By our own clock, below.
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

            // A token that is taken although its end has passed, because clocks differ, lasts as long as they may differ.
            : new TokenResult(TokenVerdict.Accepted,
                new Grant(token.Subject, rights, expires > now ? expires : expires + TokenRules.Skew));
    }

    /// <summary>The rights of all roles that a token names: in one text, with spaces between, or in a list. Names of others'
    /// roles are passed over.</summary>
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

/// <summary>What a token must say to be taken.</summary>
/// <param name="Issuer">Its `iss`.</param>
/// <param name="Audience">One of its `aud`.</param>
/// <param name="RoleClaim">The claim that names its roles.</param>
internal sealed record TokenRules(string Issuer, string Audience, string RoleClaim)
{
    /// <summary>How far the clock of who made a token may be from ours.</summary>
    /// <remarks>30 s, as the protocol promises. Source: RFC 7519 section 4.1.4, "no more than a few minutes".</remarks>
    public static TimeSpan Skew { get; } = TimeSpan.FromSeconds(30);
}
