using Elysia.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Elysia.Admission.Tokens;

/// <summary>Issues tokens that this daemon accepts, signed with ELYSIA_JWT_SECRET.</summary>
/// <param name="secret">The secret.</param>
/// <param name="rules">The issuer, the audience and the role claim of the tokens.</param>
/// <param name="time">The clock.</param>
internal sealed class TokenIssuer(Secret secret, TokenRules rules, TimeProvider time)
{
    private readonly JsonWebTokenHandler _handler = new() { SetDefaultTimesOnTokenCreation = false };

    /// <summary>Issues a token.</summary>
    /// <param name="role">A name of <see cref="Roles"/>.</param>
    /// <param name="subject">The subject of the token.</param>
    /// <param name="lifetime">The time for which the token is valid.</param>
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
