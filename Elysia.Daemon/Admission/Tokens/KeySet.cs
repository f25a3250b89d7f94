using Elysia.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace Elysia.Admission.Tokens;

/// <summary>The keys that may sign tokens at one moment. Immutable.</summary>
/// <remarks>Each key is valid for one algorithm, so a token cannot choose how a key is used: an RSA key is never taken
/// as the secret of an HMAC (RFC 8725 section 2.1).</remarks>
/// <param name="secret">The secret for HS256; null when there is none.</param>
/// <param name="published">The keys for RS256 and ES256, from a JWKS.</param>
internal sealed class KeySet(Secret? secret, IReadOnlyList<PublishedKey> published)
{
    /// <summary>HMAC with SHA-256.</summary>
    public const string Hs256 = SecurityAlgorithms.HmacSha256;

    /// <summary>RSA with SHA-256.</summary>
    public const string Rs256 = SecurityAlgorithms.RsaSha256;

    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    public const string Es256 = SecurityAlgorithms.EcdsaSha256;

    private readonly SymmetricSecurityKey? _secret = secret is null ? null : SecretKey(secret);

    /// <summary>The number of keys from a JWKS.</summary>
    public int Published => published.Count;

    /// <summary>Converts a secret to a key.</summary>
    public static SymmetricSecurityKey SecretKey(Secret secret) => new(System.Text.Encoding.UTF8.GetBytes(secret.Text));

    /// <summary>Returns a set with the same secret and other keys from a JWKS.</summary>
    public KeySet With(IReadOnlyList<PublishedKey> others) => new(secret, others);

    /// <summary>Finds the key that must have signed a token.</summary>
    /// <param name="algorithm">The token's `alg`.</param>
    /// <param name="id">The token's `kid`; empty when it has none.</param>
    /// <returns>The key, or null when none has that name. A token without a `kid` is accepted only if exactly one key
    /// has its algorithm. The secret has no name, so a token with a `kid` is never verified by it.</returns>
    public SecurityKey? Find(string algorithm, string id)
    {
        if (algorithm == Hs256)
        {
            return id.Length == 0 ? _secret : null;
        }

        PublishedKey? found = null;
        foreach (PublishedKey key in published)
        {
            if (key.Algorithm != algorithm || (id.Length > 0 && key.Id != id))
            {
                continue;
            }

            if (found is not null)
            {
                return null;
            }

            found = key;
        }

        return found?.Key;
    }

    /// <summary>Whether there may be a key for an algorithm.</summary>
    /// <param name="algorithm">The token's `alg`.</param>
    /// <param name="hasSource">Whether there is a JWKS.</param>
    public bool Accepts(string algorithm, bool hasSource) =>
        algorithm == Hs256 ? _secret is not null : hasSource && algorithm is Rs256 or Es256;
}

/// <summary>A public key of a JWKS.</summary>
/// <param name="Id">Its `kid`; empty when it has none.</param>
/// <param name="Algorithm">The only algorithm that it is valid for: RS256 or ES256.</param>
/// <param name="Key">The key.</param>
internal sealed record PublishedKey(string Id, string Algorithm, SecurityKey Key);
