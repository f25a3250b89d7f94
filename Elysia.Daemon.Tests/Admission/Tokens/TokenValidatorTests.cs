using System.Security.Cryptography;
using System.Text;
using Elysia.Admission.Tokens;
using Elysia.Bench.Attack.Attackers;
using Elysia.Configuration;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.Admission.Tokens;

/// <summary>Tests every way in which a token can be wrong, and the clock by which it expires.</summary>
[TestClass]
internal sealed class TokenValidatorTests : IDisposable
{
    private const string Hs256 = """{"alg":"HS256","typ":"JWT"}""";

    private readonly ManualTimeProvider _time = new();
    private readonly TokenForge _forge;
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly Revocations _revocations = new(null);

    public TokenValidatorTests() => _forge = new TokenForge(_time);

    public void Dispose()
    {
        _rsa.Dispose();
        _ec.Dispose();
    }

    [TestMethod]
    [DataRow("viewer", Rights.Watch)]
    [DataRow("speaker", Rights.Watch | Rights.Speak)]
    [DataRow("engine", Rights.Watch | Rights.Push)]
    [DataRow("operator", Roles.All)]
    [DataRow("speaker engine", Rights.Watch | Rights.Speak | Rights.Push)]
    [DataRow("editor viewer", Rights.Watch)]
    public void Validate_GoodToken_GrantsItsRoles(string role, Rights rights)
    {
        TokenResult result = Secret().Validate(_forge.Make(role, "ann"));
        Assert.AreEqual(TokenVerdict.Accepted, result.Verdict);
        Assert.AreEqual(new Grant("ann", rights, _time.GetUtcNow() + TimeSpan.FromHours(1)), result.Grant);
    }

    [TestMethod]
    [DataRow("""{"alg":"HS256","kid":5}""")]
    [DataRow("""{"alg":"HS256","kid":{}}""")]
    [DataRow("""{"alg":null}""")]
    [DataRow("""{"alg":5}""")]
    [DataRow("""{"kid":null}""")]
    [DataRow("""{"alg":"RS256","kid":null}""")]
    [DataRow("""null""")]
    [DataRow("""[]""")]
    public void Validate_OddHeader_IsRefused(string header) =>
        Assert.IsNull(Secret().Validate(TokenForge.Sign(header, _forge.Claims(), TokenForge.Hmac("another secret"))).Grant);

    [TestMethod]
    public void Validate_KeyNamedNull_IsAsIfItWereNotNamed()
    {
        const string header = """{"alg":"HS256","kid":null}""";
        Assert.AreEqual(TokenVerdict.BadSignature,
            Secret().Validate(TokenForge.Sign(header, _forge.Claims(), TokenForge.Hmac("another secret"))).Verdict);
        Assert.AreEqual(TokenVerdict.Accepted,
            Secret().Validate(TokenForge.Sign(header, _forge.Claims(), TokenForge.Hmac(TokenForge.Secret))).Verdict);
    }

    [TestMethod]
    [DataRow("null")]
    [DataRow("{}")]
    [DataRow("[]")]
    public void Validate_OddSubject_IsRefused(string subject) =>
        Assert.IsNull(Secret().Validate(_forge.Make(with: ("sub", subject))).Grant);

    [TestMethod]
    public void Validate_ListsOfRolesAndAudiences_AreRead()
    {
        string token = _forge.Make(with: [("role", """["editor", "engine", 5, null]"""), ("aud", """["shop", "elysia"]""")]);
        Assert.AreEqual(Rights.Watch | Rights.Push, Secret().Validate(token).Grant?.Rights);
    }

    [TestMethod]
    public void Validate_IssuedToken_IsAccepted()
    {
        var issuer = new TokenIssuer(new Secret(TokenForge.Secret), Rules, _time);
        TokenResult result = Secret().Validate(issuer.Make("engine", "bot", TimeSpan.FromMinutes(5)));
        Assert.AreEqual(new Grant("bot", Rights.Watch | Rights.Push, _time.GetUtcNow() + TimeSpan.FromMinutes(5)), result.Grant);
    }

    [TestMethod]
    [DataRow("iss", "\"other\"", TokenVerdict.WrongIssuer)]
    [DataRow("iss", null, TokenVerdict.WrongIssuer)]
    [DataRow("aud", "\"other\"", TokenVerdict.WrongAudience)]
    [DataRow("aud", "[]", TokenVerdict.WrongAudience)]
    [DataRow("aud", null, TokenVerdict.WrongAudience)]
    [DataRow("exp", null, TokenVerdict.NoExpiry)]
    [DataRow("exp", "\"soon\"", TokenVerdict.Malformed)]
    [DataRow("exp", "1e300", TokenVerdict.Malformed)]
    [DataRow("exp", "-1", TokenVerdict.Expired)]
    [DataRow("exp", "0", TokenVerdict.Expired)]
    [DataRow("sub", null, TokenVerdict.NoSubject)]
    [DataRow("sub", "\"\"", TokenVerdict.NoSubject)]
    [DataRow("sub", "\"a\\nb\"", TokenVerdict.NoSubject)]
    [DataRow("role", null, TokenVerdict.NoRole)]
    [DataRow("role", "\"king\"", TokenVerdict.NoRole)]
    [DataRow("role", "\"Operator\"", TokenVerdict.NoRole)]
    [DataRow("role", "{\"operator\":true}", TokenVerdict.NoRole)]
    [DataRow("role", "true", TokenVerdict.NoRole)]
    public void Validate_WrongClaim_IsRefusedByName(string claim, string? json, TokenVerdict expected) =>
        Assert.AreEqual(expected, Secret().Validate(_forge.Make(with: (claim, json))).Verdict);

    [TestMethod]
    public void Validate_LongSubject_IsRefused() =>
        Assert.AreEqual(TokenVerdict.NoSubject, Secret().Validate(_forge.Make(subject: new string('s', 257))).Verdict);

    [TestMethod]
    [DataRow("""{"alg":"none"}""", TokenVerdict.UnknownAlgorithm)]
    [DataRow("""{"alg":"None"}""", TokenVerdict.UnknownAlgorithm)]
    [DataRow("""{"alg":"HS384"}""", TokenVerdict.UnknownAlgorithm)]
    [DataRow("""{"alg":"RS256"}""", TokenVerdict.UnknownAlgorithm)]
    [DataRow("""{}""", TokenVerdict.UnknownAlgorithm)]
    [DataRow("""{"alg":5}""", TokenVerdict.Malformed)]
    [DataRow("""[]""", TokenVerdict.Malformed)]
    [DataRow("""{"alg":"HS256","kid":"other"}""", TokenVerdict.UnknownKey)]
    [DataRow("""{"alg":"HS256","crit":["x"],"x":1}""", TokenVerdict.Malformed)]
    public void Validate_WrongHeader_IsRefusedAlthoughSigned(string header, TokenVerdict expected) =>
        Assert.AreEqual(expected,
            Secret().Validate(TokenForge.Sign(header, _forge.Claims(), TokenForge.Hmac(TokenForge.Secret))).Verdict);

    [TestMethod]
    public void Validate_NoSignature_IsRefused()
    {
        string token = TokenForge.Sign("""{"alg":"none"}""", _forge.Claims("operator"), _ => []);
        Assert.AreEqual(TokenVerdict.UnknownAlgorithm, Secret().Validate(token).Verdict);
        token = TokenForge.Sign(Hs256, _forge.Claims("operator"), _ => []);
        Assert.AreEqual(TokenVerdict.BadSignature, Secret().Validate(token).Verdict);
    }

    [TestMethod]
    public void Validate_OtherSecret_IsRefused() => Assert.AreEqual(TokenVerdict.BadSignature, Secret().Validate(
        TokenForge.Sign(Hs256, _forge.Claims(), TokenForge.Hmac("another-secret-that-is-as-long-as-the-right-one-0"))).Verdict);

    [TestMethod]
    public void Validate_AnyCharacterChanged_GrantsNothing()
    {
        string token = _forge.Make("viewer");
        TokenValidator validator = Secret();
        for (int i = 0; i < token.Length; i++)
        {
            string changed = $"{token[..i]}{(token[i] == 'A' ? 'B' : 'A')}{token[(i + 1)..]}";
            TokenResult result = validator.Validate(changed);

            // The last characters of base64 contain unused bits, so the same signature can be written in two ways.
            bool isSame = i == token.Length - 1 && result.Grant?.Rights == Rights.Watch;
            Assert.IsTrue(result.Grant is null || isSame, $"character {i}");
        }
    }

    [TestMethod]
    public void Validate_TruncatedToken_IsRefusedAtEveryLength()
    {
        string token = _forge.Make();
        TokenValidator validator = Secret();
        for (int length = 0; length < token.Length; length++)
        {
            Assert.IsNull(validator.Validate(token[..length]).Grant, $"{length} characters");
        }

        Assert.IsNull(validator.Validate($"{token}.x").Grant);
        Assert.IsNull(validator.Validate($"{token}\n").Grant);
        Assert.IsNotNull(validator.Validate(token).Grant);
    }

    [TestMethod]
    public void Validate_TooLongToken_IsRefusedWithoutParsing()
    {
        string token = _forge.Make(with: ("pad", $"\"{new string('x', TokenValidator.TokenMaxChars)}\""));
        Assert.AreEqual(TokenVerdict.TooLong, Secret().Validate(token).Verdict);
        Assert.AreEqual(TokenVerdict.TooLong, Secret().Validate(new string('.', 10_000_000)).Verdict);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("x")]
    [DataRow("..")]
    [DataRow("....")]
    [DataRow("a.b.c.d.e")]
    [DataRow("\u0000.\ud800.ü")]
    public void Validate_OtherText_IsMalformed(string text) =>
        Assert.AreEqual(TokenVerdict.Malformed, Secret().Validate(text).Verdict);

    [TestMethod]
    public void Validate_PublishedKeys_AreAcceptedForTheirAlgorithm()
    {
        TokenValidator validator = Published();
        Assert.AreEqual(TokenVerdict.Accepted, validator.Validate(Rs256("r", _rsa)).Verdict);
        Assert.AreEqual(TokenVerdict.Accepted, validator.Validate(Es256("e", _ec)).Verdict);

        // A token without a key name needs the only key of its kind.
        Assert.AreEqual(TokenVerdict.Accepted,
            validator.Validate(TokenForge.Sign("""{"alg":"RS256"}""", _forge.Claims(), TokenForge.Rsa(_rsa))).Verdict);
    }

    [TestMethod]
    public void Validate_WrongPublishedKey_IsRefused()
    {
        using RSA other = RSA.Create(2048);
        TokenValidator validator = Published();
        Assert.AreEqual(TokenVerdict.UnknownKey, validator.Validate(Rs256("nobody", _rsa)).Verdict);
        Assert.AreEqual(TokenVerdict.UnknownKey, validator.Validate(Rs256("e", _rsa)).Verdict, "A key of the other kind.");
        Assert.AreEqual(TokenVerdict.BadSignature, validator.Validate(Rs256("r", other)).Verdict);
        Assert.AreEqual(TokenVerdict.UnknownAlgorithm, validator.Validate(_forge.Make()).Verdict, "There is no secret.");
        Assert.AreEqual(TokenVerdict.UnknownAlgorithm, validator.Validate(TokenForge.Sign(
            """{"alg":"PS256","kid":"r"}""", _forge.Claims(), TokenForge.Rsa(_rsa))).Verdict);
    }

    [TestMethod]
    public void Validate_PublicKeyUsedAsSecret_IsRefused()
    {
        string claims = _forge.Claims("operator");
        byte[][] publics =
        [
            _rsa.ExportRSAPublicKey(), _rsa.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(_rsa.ExportRSAPublicKeyPem()),
            Encoding.ASCII.GetBytes(_rsa.ExportSubjectPublicKeyInfoPem()), _rsa.ExportParameters(false).Modulus!,
        ];
        foreach (TokenValidator validator in (TokenValidator[])[Published(), Published(new Secret(TokenForge.Secret))])
        {
            foreach (byte[] key in publics)
            {
                Assert.IsNull(validator.Validate(TokenForge.Sign(Hs256, claims, TokenForge.Hmac(key))).Grant);
                Assert.IsNull(validator.Validate(TokenForge.Sign(
                    """{"alg":"HS256","kid":"r"}""", claims, TokenForge.Hmac(key))).Grant);
                Assert.IsNull(validator.Validate(TokenForge.Sign(
                    """{"alg":"RS256","kid":"r"}""", claims, TokenForge.Hmac(key))).Grant);
            }
        }
    }

    [TestMethod]
    public void Validate_AsTimePasses_IsValidFromNbfToExpWithTheSkew()
    {
        TokenValidator validator = Secret();
        string token = _forge.Make(
            lasts: TimeSpan.FromMinutes(10), with: ("nbf", _forge.In(TimeSpan.FromMinutes(5))));
        Assert.AreEqual(TokenVerdict.NotYetValid, validator.Validate(token).Verdict);
        _time.Advance(TimeSpan.FromMinutes(5) - TokenRules.Skew);
        Assert.AreEqual(TokenVerdict.Accepted, validator.Validate(token).Verdict);
        _time.Advance(TimeSpan.FromMinutes(5) + (2 * TokenRules.Skew) - TimeSpan.FromSeconds(1));
        Assert.AreEqual(TokenVerdict.Accepted, validator.Validate(token).Verdict);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(TokenVerdict.Expired, validator.Validate(token).Verdict);
    }

    [TestMethod]
    public void Validate_ClockIsSet_UsesTheNewTime()
    {
        TokenValidator validator = Secret();
        string token = _forge.Make(lasts: TimeSpan.FromMinutes(10));
        _time.StepWallClock(TimeSpan.FromHours(1));
        Assert.AreEqual(TokenVerdict.Expired, validator.Validate(token).Verdict);
        _time.StepWallClock(TimeSpan.FromHours(-1));
        Assert.AreEqual(TokenVerdict.Accepted, validator.Validate(token).Verdict);
    }

    [TestMethod]
    public void Validate_RevokedSubject_IsRefused()
    {
        TokenValidator validator = Secret();
        _revocations.TryRevoke("ann");
        Assert.AreEqual(TokenVerdict.Revoked, validator.Validate(_forge.Make(subject: "ann")).Verdict);
        Assert.AreEqual(TokenVerdict.Accepted, validator.Validate(_forge.Make(subject: "Ann")).Verdict);
    }

    private static TokenRules Rules { get; } = new("elysia", "elysia", "role");

    private TokenValidator Secret() => Of(new KeySet(new Secret(TokenForge.Secret), []), null);

    private TokenValidator Published(Secret? secret = null)
    {
        string jwks = TokenForge.Jwks(("r", _rsa), ("e", _ec));
        (IReadOnlyList<PublishedKey> keys, _) = Jwks.Read(Encoding.UTF8.GetBytes(jwks));
        return Of(new KeySet(secret, keys), new ScriptedJwks());
    }

    private TokenValidator Of(KeySet keys, IJwksSource? source) => new(
        new TokenKeys(keys, source, TimeSpan.FromMinutes(15), _time, (_, _, _) => { }), Rules, _revocations, _time);

    private string Rs256(string id, RSA key) =>
        TokenForge.Sign($$"""{"alg":"RS256","kid":"{{id}}"}""", _forge.Claims(), TokenForge.Rsa(key));

    private string Es256(string id, ECDsa key) =>
        TokenForge.Sign($$"""{"alg":"ES256","kid":"{{id}}"}""", _forge.Claims(), TokenForge.Ec(key));
}
