using Elysia.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Elysia.Admission.Tokens;

/// <summary>Makes tokens that this daemon takes, signed by ELYSIA_JWT_SECRET.</summary>
/// <param name="secret">The secret.</param>
/// <param name="rules">What tokens must say.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenIssuer(Secret secret, TokenRules rules, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Makes a token.</summary>
    /// <param name="role">A name of <see cref="Roles"/>.</param>
    /// <param name="subject">Whom it is for.</param>
    /// <param name="lifetime">How long it is good for.</param>
    public string Make(string role, string subject, TimeSpan lifetime)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = rules.Issuer,
            Audience = rules.Audience,
            IssuedAt = now,
            Expires = now + lifetime,
            Claims = new Dictionary<string, object> { ["sub"] = subject, [rules.RoleClaim] = role },
            SigningCredentials = new SigningCredentials(KeySet.SecretKey(secret), KeySet.Hs256),
        });
    }
}
