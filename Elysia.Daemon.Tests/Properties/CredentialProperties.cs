using System.Net;
using System.Text;
using Elysia.Admission;
using Elysia.Admission.Network;
using Elysia.Admission.Tokens;
using Elysia.Bench.Attack.Attackers;
using Elysia.Configuration;
using Elysia.Http;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Properties;

/// <summary>Tokens and headers with random faults are refused; none throws.</summary>
[TestClass]
internal sealed class CredentialProperties
{
    private const int Cases = 100_000;

    private static readonly string[] Values =
    [
        "null", "5", "-1", "1e308", "1e999", "99999999999999999999", "true", "{}", "[]", "[null]", "\"\"",
        "\"HS256\"", "\"none\"",
        "\"\\u0000\"", "\"\\ud800\"", "{\"a\":{\"b\":[1,2]}}", "\"elysia\"", "\"operator\"",
    ];

    private static readonly string[] HeaderNames = ["alg", "kid", "typ", "crit", "zip", "enc", "x5t", "cty"];
    private static readonly string[] ClaimNames = ["iss", "aud", "sub", "role", "exp", "nbf", "iat", "jti"];

    private static readonly string[] Fragments =
    [
        "http://", "https://", "tauri://", "xn--", "\u00ff", "localhost", "127.0.0.1", "[::1]", "[", "]", ":8765", ":99999",
        "%", "@",
        "null", "self", "file://", ".", "\u0000", " ", ",", "for=", "\"", ";", "203.0.113.7", "unknown",
        "::ffff:1.2.3.4", "\ud800",
    ];

    private readonly ManualTimeProvider _time = new();

    [TestMethod]
    public void Validate_TokenWithRandomFaults_NeverThrowsAndIsTakenOnlyIfItIsWhole()
    {
        var random = new Random(16);
        var forge = new TokenForge(_time);
        var keys = new TokenKeys(
            new KeySet(new Secret(TokenForge.Secret), []), null, TimeSpan.FromMinutes(15), _time, (_, _, _) => { });
        var validator = new TokenValidator(keys, new TokenRules("elysia", "elysia", "role"), new Revocations(null), _time);
        for (int i = 0; i < Cases / 2; i++)
        {
            string header = random.Next(2) == 0 ? """{"alg":"HS256","typ":"JWT"}"""
                : $$"""{"alg":"HS256","{{Any(HeaderNames, random)}}":{{Any(Values, random)}}}""";
            string claims = random.Next(2) == 0 ? forge.Claims()
                : forge.Claims(with: (Any(ClaimNames, random), Any(Values, random)));
            bool isSigned = random.Next(2) == 0;
            string token = TokenForge.Sign(header, claims, TokenForge.Hmac(isSigned ? TokenForge.Secret : "another"));
            bool isTorn = random.Next(2) == 0;
            TokenResult result = validator.Validate(isTorn ? Torn(token, random) : token);
            Assert.IsFalse(result.Grant is not null && !isSigned, token);
        }
    }

    [TestMethod]
    public void Allows_HeadersWithRandomFaults_NeverThrows()
    {
        var random = new Random(16);
        var origins = new OriginPolicy(["self", "file://"], 8080);
        var forwarded = new ForwardedHeadersResolver([IPNetwork.Parse("127.0.0.0/8")], new AdmissionCounters(), _ => { });
        for (int i = 0; i < Cases / 2; i++)
        {
            string text = Text(random);
            string host = Text(random);
            RemoteClient client = forwarded.Resolve(
                IPAddress.Loopback, name => name is "X-Forwarded-For" or "Forwarded" && random.Next(2) == 0 ? text : null);
            bool isAllowed = origins.Allows(text, host, client);
            Assert.IsFalse(isAllowed && text.Contains("evil", StringComparison.Ordinal), text);
            _ = RemoteClient.NamesThisMachine(host);
            _ = Credential.From(_ => text, _ => null);
        }
    }

    private static string Any(string[] of, Random random) => of[random.Next(of.Length)];

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (int i = random.Next(1, 6); i > 0; i--)
        {
            text.Append(Any(Fragments, random));
        }

        return text.ToString();
    }

    private static string Torn(string token, Random random)
    {
        int at = random.Next(token.Length);
        return random.Next(3) switch
        {
            0 => token[..at] + (char)random.Next(1, 0x3000) + token[(at + 1)..],
            1 => token.Remove(at, 1),
            _ => token.Insert(at, Any(Fragments, random)),
        };
    }
}
