using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>Builds tokens by hand, valid and invalid ones, without the library that checks them.</summary>
/// <param name="time">The clock for the times in the tokens.</param>
internal sealed class TokenForge(TimeProvider time)
{
    /// <summary>The secret of the daemons in tests and attacks.</summary>
    public const string Secret = "a-secret-for-tests-of-fifty-bytes-and-some-more-00";

    /// <summary>Builds a valid speaker's token for an hour, with changed claims.</summary>
    /// <param name="role">The role.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="lasts">Time until it expires.</param>
    /// <param name="with">Claims that replace the usual ones, as JSON; null removes a claim.</param>
    public string Make(
        string role = "speaker", string subject = "ann", TimeSpan? lasts = null, params (string Name, string? Json)[] with) =>
        Sign("""{"alg":"HS256","typ":"JWT"}""", Claims(role, subject, lasts, with), Hmac(Secret));

    /// <summary>Returns the claims of <see cref="Make"/>.</summary>
    public string Claims(
        string role = "speaker", string subject = "ann", TimeSpan? lasts = null, params (string Name, string? Json)[] with)
    {
        var claims = new Dictionary<string, string?>
        {
            ["iss"] = "\"elysia\"",
            ["aud"] = "\"elysia\"",
            ["sub"] = $"\"{subject}\"",
            ["role"] = $"\"{role}\"",
            ["exp"] = In(lasts ?? TimeSpan.FromHours(1)),
        };
        foreach ((string name, string? json) in with)
        {
            claims[name] = json;
        }

        return $"{{{string.Join(',', claims.Where(c => c.Value is not null).Select(c => $"\"{c.Key}\":{c.Value}"))}}}";
    }

    /// <summary>Returns a time relative to now as a claim: whole seconds of the Unix epoch.</summary>
    public string In(TimeSpan from) =>
        (time.GetUtcNow() + from).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>Builds a token from its parts.</summary>
    public static string Sign(string header, string claims, Func<byte[], byte[]> sign)
    {
        string content = $"{Part(header)}.{Part(claims)}";
        return $"{content}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(content)))}";
    }

    /// <summary>Returns a signer for HS256.</summary>
    public static Func<byte[], byte[]> Hmac(string secret) => Hmac(Encoding.UTF8.GetBytes(secret));

    /// <summary>Returns a signer for HS256.</summary>
    public static Func<byte[], byte[]> Hmac(byte[] secret) => content => HMACSHA256.HashData(secret, content);

    /// <summary>Returns a signer for RS256.</summary>
    public static Func<byte[], byte[]> Rsa(RSA key) =>
        content => key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>Returns a signer for ES256.</summary>
    public static Func<byte[], byte[]> Ec(ECDsa key) => content => key.SignData(content, HashAlgorithmName.SHA256);

    /// <summary>Encodes a set of public keys in the form in which an identity provider publishes it.</summary>
    public static string Jwks(params (string Id, AsymmetricAlgorithm Key)[] keys) =>
        $"{{\"keys\":[{string.Join(',', keys.Select(k => Jwk(k.Id, k.Key)))}]}}";

    private static string Jwk(string id, AsymmetricAlgorithm key)
    {
        if (key is RSA rsa)
        {
            RSAParameters r = rsa.ExportParameters(includePrivateParameters: false);
            return $$"""{"kty":"RSA","kid":"{{id}}","n":"{{Part(r.Modulus!)}}","e":"{{Part(r.Exponent!)}}"}""";
        }

        ECParameters e = ((ECDsa)key).ExportParameters(includePrivateParameters: false);
        string curve = $"P-{key.KeySize}";
        return $$"""{"kty":"EC","kid":"{{id}}","crv":"{{curve}}","x":"{{Part(e.Q.X!)}}","y":"{{Part(e.Q.Y!)}}"}""";
    }

    private static string Part(string text) => Part(Encoding.UTF8.GetBytes(text));

    private static string Part(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
