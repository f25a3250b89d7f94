using System.Security.Cryptography;
using System.Text;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>A token that must be rejected.</summary>
/// <param name="Name">The fault of the token.</param>
/// <param name="Text">The token.</param>
internal sealed record ForgedToken(string Name, string Text)
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";
    private const string OtherSecret = "another-secret-of-fifty-bytes-that-nobody-gave-out";
    private const string Role = "operator";

    /// <summary>Returns one of the tokens at random.</summary>
    public static ForgedToken Pick(TimeProvider time, Random random)
    {
        IReadOnlyList<ForgedToken> all = All(time);
        return all[random.Next(all.Count)];
    }

    /// <summary>Returns all tokens, made at the current time.</summary>
    public static IReadOnlyList<ForgedToken> All(TimeProvider time)
    {
        var forge = new TokenForge(time);
        string claims = forge.Claims(Role);
        string good = forge.Make(Role);
        string[] parts = good.Split('.');
        string[] others = forge.Make(Role, "eve").Split('.');
        return
        [
            new("no algorithm", TokenForge.Sign("""{"alg":"none"}""", claims, _ => [])),
            new("no algorithm, in capitals", TokenForge.Sign("""{"alg":"NONE"}""", claims, _ => [])),
            new("no algorithm and the old signature", $"{Part("""{"alg":"none"}""")}.{parts[1]}.{parts[2]}"),
            new("another algorithm", TokenForge.Sign("""{"alg":"HS384"}""", claims,
                content => HMACSHA384.HashData(Encoding.UTF8.GetBytes(TokenForge.Secret), content))),
            new("the wrong key", TokenForge.Sign(Header, claims, TokenForge.Hmac(OtherSecret))),
            new("an empty key", TokenForge.Sign(Header, claims, TokenForge.Hmac(""))),
            new("a key of its own", TokenForge.Sign(
                """{"alg":"HS256","jwk":{"kty":"oct","k":"AAAA"}}""", claims, TokenForge.Hmac([0, 0, 0]))),
            new("a key from elsewhere", TokenForge.Sign(
                """{"alg":"HS256","jku":"http://127.0.0.1:1/","kid":"x"}""", claims, TokenForge.Hmac(OtherSecret))),
            new("a name of a file for its key", TokenForge.Sign(
                """{"alg":"HS256","kid":"../../../dev/null"}""", claims, TokenForge.Hmac(""))),
            new("no signature", $"{parts[0]}.{parts[1]}."),
            new("half a signature", $"{parts[0]}.{parts[1]}.{parts[2][..20]}"),
            new("a changed payload", $"{parts[0]}.{Part(forge.Claims(Role, "root"))}.{parts[2]}"),
            new("the signature of another", $"{parts[0]}.{parts[1]}.{others[2]}"),
            new("a time that is over", forge.Make(Role, "ann", TimeSpan.FromHours(-1))),
            new("a time that is to come", forge.Make(Role, with: ("nbf", forge.In(TimeSpan.FromHours(1))))),
            new("no end", forge.Make(Role, with: ("exp", null))),
            new("an end beyond all numbers", forge.Make(Role, with: ("exp", "1e999"))),
            new("an end that is text", forge.Make(Role, with: ("exp", "\"tomorrow\""))),
            new("another audience", forge.Make(Role, with: ("aud", "\"somebody-else\""))),
            new("another issuer", forge.Make(Role, with: ("iss", "\"somebody-else\""))),
            new("a role that nobody knows", forge.Make("root")),
            new("no role", forge.Make(Role, with: ("role", null))),
            new("no subject", forge.Make(Role, with: ("sub", null))),
            new("a header that must be understood", TokenForge.Sign(
                """{"alg":"HS256","crit":["exp"]}""", claims, TokenForge.Hmac(TokenForge.Secret))),
            new("no end of length", $"{parts[0]}.{new string('A', 9_000)}.{parts[2]}"),
            new("no parts", "elysia"),
        ];
    }

    private static string Part(string text) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
