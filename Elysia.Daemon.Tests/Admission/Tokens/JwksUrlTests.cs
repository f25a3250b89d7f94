using System.Security.Cryptography;
using Elysia.Admission.Tokens;
using Elysia.Bench.Attack.Attackers;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Tests.Fakes.Hosts;

namespace Elysia.Tests.Admission.Tokens;

/// <summary>Tests reading keys from the web: good answers, bad answers and no answer.</summary>
[TestClass]
internal sealed class JwksUrlTests
{
    private readonly ManualTimeProvider _time = new();

    [TestMethod]
    public async Task ReadAsync_Document_ReturnsItsKeys()
    {
        using RSA rsa = RSA.Create(2048);
        (IReadOnlyList<PublishedKey> keys, string? fault) = await ReadAsync(WebStub.Ok(TokenForge.Jwks(("a", rsa))));
        Assert.IsNull(fault);
        Assert.AreEqual("a", keys.Single().Id);
    }

    [TestMethod]
    [DataRow("HTTP/1.1 500 Oops\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", "answered with 500")]
    [DataRow("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", "with 302")]
    [DataRow("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 8\r\n\r\nnonsense", "no JSON Web Key Set")]
    [DataRow("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 99999999\r\n\r\n", "could not be read")]
    [DataRow("no http at all", "could not be read")]
    public async Task ReadAsync_BadAnswer_IsAFaultInWords(string answer, string words)
    {
        (IReadOnlyList<PublishedKey> keys, string? fault) = await ReadAsync(answer);
        Assert.IsEmpty(keys);
        StringAssert.Contains(fault, words);
    }

    [TestMethod]
    public async Task ReadAsync_NoListener_IsAFault()
    {
        var web = new WebStub("");
        Uri address = web.Address;
        web.Dispose();
        using var url = new JwksUrl(address, _time);
        StringAssert.Contains((await url.ReadAsync()).Fault, "could not be read");
    }

    [TestMethod]
    public async Task ReadAsync_NoAnswer_TimesOut()
    {
        using var web = new WebStub(null);
        using var url = new JwksUrl(web.Address, _time);
        Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)> reading = url.ReadAsync();
        await Eventually.TrueAsync(() => web.Requests == 1, "the request arrives");
        _time.Advance(JwksUrl.RequestTimeout);
        StringAssert.Contains((await Eventually.CompletesAsync(reading, "it gives up")).Fault, "no answer within 4 s");
    }

    [TestMethod]
    public void Name_AddressWithQuery_OmitsTheQuery()
    {
        using var url = new JwksUrl(new Uri("https://login.example/keys?api_key=abc"), _time);
        Assert.AreEqual("https://login.example/keys", url.Name);
    }

    private async Task<(IReadOnlyList<PublishedKey> Keys, string? Fault)> ReadAsync(string answer)
    {
        using var web = new WebStub(answer);
        using var url = new JwksUrl(web.Address, _time);
        return await Eventually.CompletesAsync(url.ReadAsync(), "an answer or a fault");
    }
}
