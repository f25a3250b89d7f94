using System.Net;
using Elysia.Admission;
using Elysia.Admission.Network;
using Elysia.Http;

namespace Elysia.Tests.Http;

/// <summary>Tests which requests count as the operator's.</summary>
[TestClass]
internal sealed class LoopbackAuthorizationPolicyTests
{
    [TestMethod]
    [DataRow("127.0.0.1", "Host", "127.0.0.1:8765")]
    [DataRow("127.0.0.1", "Host", "localhost:8765")]
    [DataRow("127.0.0.1", "Host", "LOCALHOST")]
    [DataRow("127.0.0.1", "Host", "127.8.9.1")]
    [DataRow("::1", "Host", "[::1]:8765")]
    [DataRow("::ffff:127.0.0.1", "Host", "127.0.0.1")]
    public void Refuse_FromThisMachine_ReturnsNull(string peer, string header, string value) =>
        Assert.IsNull(LoopbackAuthorizationPolicy.Refuse(Request(peer, (header, value))));

    [TestMethod]
    [DataRow("192.168.1.2", "Host", "127.0.0.1", "another machine")]
    [DataRow("8.8.8.8", "Host", "localhost", "another machine")]
    [DataRow("127.0.0.1", "X-Forwarded-For", "127.0.0.1", "a proxy")]
    [DataRow("127.0.0.1", "X-Forwarded-Proto", "https", "a proxy")]
    [DataRow("127.0.0.1", "X-Real-IP", "1.2.3.4", "a proxy")]
    [DataRow("127.0.0.1", "Forwarded", "for=1.2.3.4", "a proxy")]
    [DataRow("127.0.0.1", "Via", "1.1 cache", "a proxy")]
    [DataRow("10.0.0.1", "X-Forwarded-For", "127.0.0.1", "a proxy")]
    [DataRow("10.0.0.1", "X-Forwarded-For", "1.2.3.4", "a proxy")]
    [DataRow("127.0.0.1", "Host", "10.0.0.7", "Host")]
    [DataRow("127.0.0.1", "Host", "evil.example:8765", "Host")]
    [DataRow("127.0.0.1", "Host", "localhost.evil.example", "Host")]
    [DataRow("127.0.0.1", "Host", "", "Host")]
    public void Refuse_FromElsewhere_NamesTheReason(string peer, string header, string value, string because)
    {
        HttpResponse? answer = LoopbackAuthorizationPolicy.Refuse(Request(peer, ("Host", "127.0.0.1"), (header, value)));
        Assert.AreEqual(403, answer?.Status);
        StringAssert.Contains(System.Text.Encoding.UTF8.GetString(answer!.Body.Span), because);
    }

    /// <summary>Creates a request as it arrives when 10.0.0.1 is a trusted proxy.</summary>
    private static HttpRequest Request(string peer, params (string Name, string Value)[] headers)
    {
        var resolver = new ForwardedHeadersResolver([IPNetwork.Parse("10.0.0.1/32")], new AdmissionCounters(), _ => { });
        string? Header(string name) => headers.LastOrDefault(h => h.Name == name).Value;
        return new HttpRequest("GET", "/metrics", resolver.Resolve(IPAddress.Parse(peer), Header), Header);
    }
}
