using System.Security.Cryptography;
using System.Text;
using Elysia.Admission.Tokens;
using Elysia.Bench.Attack.Attackers;

namespace Elysia.Tests.Admission.Tokens;

/// <summary>Tests which keys of a set are kept, and which sets are refused.</summary>
[TestClass]
internal sealed class JwksTests
{
    [TestMethod]
    public void Read_StrongKeys_AreKeptWithNameAndAlgorithm()
    {
        using RSA rsa = RSA.Create(3072);
        using ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        (IReadOnlyList<PublishedKey> keys, string? fault) = Read(TokenForge.Jwks(("a", rsa), ("b", ec)));
        Assert.IsNull(fault);
        CollectionAssert.AreEqual(new[] { "a RS256", "b ES256" }, keys.Select(k => $"{k.Id} {k.Algorithm}").ToArray());
    }

    [TestMethod]
    public void Read_WeakOrForeignKeys_AreIgnored()
    {
        using RSA weak = RSA.Create(1024);
        using RSA good = RSA.Create(2048);
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        string set = TokenForge.Jwks(("weak", weak), ("other", other), ("good", good), ("enc", good), ("alg", good))
            .Replace("\"kid\":\"enc\"", "\"kid\":\"enc\",\"use\":\"enc\"", StringComparison.Ordinal)
            .Replace("\"kid\":\"alg\"", "\"kid\":\"alg\",\"alg\":\"RS512\"", StringComparison.Ordinal);
        (IReadOnlyList<PublishedKey> keys, _) = Read(set);
        CollectionAssert.AreEqual(new[] { "good" }, keys.Select(k => k.Id).ToArray());
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("nonsense")]
    [DataRow("[]")]
    [DataRow("""{"keys":5}""")]
    [DataRow("""{"keys":[]}""")]
    [DataRow("""{"keys":[5,null]}""")]
    [DataRow("""{"keys":[{"kty":"RSA","n":5}]}""")]
    [DataRow("""{"keys":[{"kty":"RSA","n":"","e":""}]}""")]
    [DataRow("""{"keys":[{"kty":"RSA","n":"AAAA","e":"AQAB"}]}""")]
    [DataRow("""{"keys":[{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA"}]}""")]
    [DataRow("""{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}""")]
    public void Read_UnusableSet_ReturnsTheFault(string text)
    {
        (IReadOnlyList<PublishedKey> keys, string? fault) = Read(text);
        Assert.IsEmpty(keys);
        Assert.IsNotNull(fault);
    }

    [TestMethod]
    public void Read_InvalidKeyParameters_AreIgnored()
    {
        string zeros = new('A', 342);
        string ones = new('_', 342);
        foreach ((string n, string e) in (ReadOnlySpan<(string, string)>)[(zeros, "AQAB"), (ones, ""), (zeros, "AAAA")])
        {
            (IReadOnlyList<PublishedKey> keys, _) = Read($$"""{"keys":[{"kty":"RSA","n":"{{n}}","e":"{{e}}"}]}""");
            Assert.IsEmpty(keys);
        }
    }

    [TestMethod]
    public void Read_PrivateKey_RefusesTheWholeSet()
    {
        using RSA rsa = RSA.Create(2048);
        string set = TokenForge.Jwks(("a", rsa))
            .Replace("\"kid\":\"a\"", "\"kid\":\"a\",\"d\":\"AQAB\"", StringComparison.Ordinal);
        StringAssert.Contains(Read(set).Fault, "private key");
    }

    [TestMethod]
    public void Read_TooLarge_IsRefused() => StringAssert.Contains(Read(new string(' ', Jwks.MaxBytes + 1)).Fault, "256 KiB");

    private static (IReadOnlyList<PublishedKey> Keys, string? Fault) Read(string text) => Jwks.Read(Encoding.UTF8.GetBytes(text));
}
