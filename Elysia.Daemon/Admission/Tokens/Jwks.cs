using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Elysia.Admission.Tokens;

/// <summary>Parses a JSON Web Key Set (RFC 7517): keeps the public keys that are strong enough and meant for
/// signatures, and ignores the others.</summary>
internal static class Jwks
{
    /// <summary>The maximum size of a set.</summary>
    /// <remarks>Unit: bytes. 256 KiB: identity providers publish about 5 KB.</remarks>
    public const int MaxBytes = 256 * 1024;

    /// <summary>The maximum number of keys of a set that are kept.</summary>
    public const int MaxKeys = 64;

    // NIST SP 800-131A: shorter keys must not be used for signatures any more.
    private const int RsaMinBits = 2048;

    private const string P256 = "P-256";

    /// <summary>Parses a set.</summary>
    /// <param name="utf8">The bytes of the document.</param>
    /// <returns>The keys, or the fault.</returns>
    public static (IReadOnlyList<PublishedKey> Keys, string? Fault) Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
        {
            return ([], $"it is larger than {MaxBytes / 1024} KiB");
        }

        JsonWebKeySet set;
        try
        {
            set = new JsonWebKeySet(Encoding.UTF8.GetString(utf8));
        }
        catch (ArgumentException)
        {
            return ([], "it is no JSON Web Key Set");
        }

        if (set.Keys.Any(k => k.D is not null || k.Kty == JsonWebAlgorithmsKeyTypes.Octet))
        {
            return ([], "it holds a private key or a secret; publish the public keys only, and change that key");
        }

        PublishedKey[] keys = [.. set.Keys.Select(Parse).OfType<PublishedKey>().Take(MaxKeys)];
        return keys.Length > 0 ? (keys, null)
            : ([], $"it holds no key that can be used: RSA of at least {RsaMinBits} bits for RS256, or EC on {P256} for ES256");
    }

    private static PublishedKey? Parse(JsonWebKey key)
    {
        bool verifies = (key.Use is null or "sig") && (key.KeyOps.Count == 0 || key.KeyOps.Contains("verify"));
        try
        {
            return !verifies ? null
                : key.Kty == JsonWebAlgorithmsKeyTypes.RSA && key.Alg is null or KeySet.Rs256 ? Rsa(key)
                : key.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve && key.Alg is null or KeySet.Es256 ? Ec(key)
                : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException)
        {
            // The parameters are not a valid key.
            return null;
        }
    }

    private static PublishedKey? Rsa(JsonWebKey key)
    {
        var numbers = new RSAParameters
        {
            Modulus = Base64UrlEncoder.DecodeBytes(key.N),
            Exponent = Base64UrlEncoder.DecodeBytes(key.E),
        };
        if (numbers.Modulus.Length * 8 < RsaMinBits || numbers.Exponent.Length == 0)
        {
            return null;
        }

        // The leading digits may be zeros.
        using var rsa = RSA.Create(numbers);
        return rsa.KeySize < RsaMinBits ? null
            : new PublishedKey(key.Kid ?? "", KeySet.Rs256, new RsaSecurityKey(numbers) { KeyId = key.Kid });
    }

    private static PublishedKey? Ec(JsonWebKey key)
    {
        if (key.Crv != P256)
        {
            return null;
        }

        // Throws unless the point lies on the curve.
        var ecdsa = ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) },
        });
        return new PublishedKey(key.Kid ?? "", KeySet.Es256, new ECDsaSecurityKey(ecdsa) { KeyId = key.Kid });
    }
}
