using System.Net;
using Elysia.Admission;
using Elysia.Admission.Network;

namespace Elysia.Tests.Admission.Network;

/// <summary>Tests that only headers of a trusted proxy determine the client, and that malformed headers are
/// ignored.</summary>
[TestClass]
internal sealed class ForwardedHeadersResolverTests
{
    private static readonly IPNetwork[] Proxies =
        [IPNetwork.Parse("127.0.0.1/32"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8")];

    private readonly AdmissionCounters _counters = new();
    private readonly List<IPAddress> _disbelieved = [];
    private readonly ForwardedHeadersResolver _resolver;

    public ForwardedHeadersResolverTests() => _resolver = new ForwardedHeadersResolver(Proxies, _counters, _disbelieved.Add);

    [TestMethod]
    [DataRow("127.0.0.1", true)]
    [DataRow("::1", true)]
    [DataRow("::ffff:127.0.0.1", true)]
    [DataRow("203.0.113.7", false)]
    public void Resolve_NoProxyHeader_IsThePeer(string peer, bool isLocal)
    {
        RemoteClient client = Resolve(peer);
        Assert.AreEqual(isLocal, client.IsLocal);
        Assert.IsFalse(client.IsForwarded);
        Assert.AreEqual(!isLocal, client.IsStranger);
    }

    [TestMethod]
    [DataRow("203.0.113.7", "203.0.113.7", DisplayName = "one hop")]
    [DataRow("203.0.113.7:4711", "203.0.113.7", DisplayName = "with a port")]
    [DataRow("198.51.100.1, 203.0.113.7", "203.0.113.7", DisplayName = "the client wrote the first hop")]
    [DataRow("198.51.100.1, 203.0.113.7, 10.1.2.3", "203.0.113.7", DisplayName = "two trusted proxies")]
    [DataRow("10.1.1.1, 10.2.2.2", "10.1.1.1", DisplayName = "all trusted")]
    [DataRow("2001:db8::7", "2001:db8::7", DisplayName = "IPv6")]
    [DataRow("[2001:db8::7]:4711", "2001:db8::7", DisplayName = "IPv6 with a port")]
    [DataRow("::ffff:203.0.113.7", "203.0.113.7", DisplayName = "IPv4 in IPv6")]
    [DataRow("127.0.0.1", "127.0.0.1", DisplayName = "the proxy's own address")]
    [DataRow("unknown, 203.0.113.7", "203.0.113.7", DisplayName = "words of the client")]
    [DataRow("\"><script>,,%00, 203.0.113.7, 10.1.2.3", "203.0.113.7", DisplayName = "words of the client and two proxies")]
    [DataRow("1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,203.0.113.7", "203.0.113.7", DisplayName = "many words of the client")]
    public void Resolve_XForwardedForOfTrustedProxy_IsTheFirstStrangerFromTheRight(string header, string expected)
    {
        RemoteClient client = Resolve("127.0.0.1", ("X-Forwarded-For", header));
        Assert.AreEqual(IPAddress.Parse(expected), client.Address);
        Assert.IsTrue(client.IsForwarded);
        Assert.IsFalse(client.IsLocal, "A client behind a proxy is never local.");
        Assert.IsTrue(client.IsStranger);
    }

    [TestMethod]
    [DataRow("for=203.0.113.7", "203.0.113.7")]
    [DataRow("For=\"203.0.113.7:47\";proto=https;by=10.0.0.1", "203.0.113.7")]
    [DataRow("for=198.51.100.1, for=203.0.113.7;proto=http", "203.0.113.7")]
    [DataRow("for=\"[2001:db8:cafe::17]:4711\"", "2001:db8:cafe::17")]
    [DataRow("for=203.0.113.7, for=10.9.9.9", "203.0.113.7")]
    [DataRow("for=_hidden, nonsense, for=203.0.113.7", "203.0.113.7")]
    public void Resolve_ForwardedOfTrustedProxy_IsTheFirstStrangerFromTheRight(string header, string expected) =>
        Assert.AreEqual(IPAddress.Parse(expected), Resolve("10.0.0.1", ("Forwarded", header)).Address);

    [TestMethod]
    [DataRow("X-Forwarded-For", "")]
    [DataRow("X-Forwarded-For", "unknown")]
    [DataRow("X-Forwarded-For", "203.0.113.7, ")]
    [DataRow("X-Forwarded-For", "203.0.113.7,unknown,10.0.0.1")]
    [DataRow("X-Forwarded-For", "203.0.113.7:port")]
    [DataRow("X-Forwarded-For", "203.0.113.7:123456")]
    [DataRow("X-Forwarded-For", "[2001:db8::7")]
    [DataRow("X-Forwarded-For", "fe80::1%eth0")]
    [DataRow("X-Forwarded-For", "1")]
    [DataRow("X-Forwarded-For", "0x7f.0.0.1")]
    [DataRow("X-Forwarded-For", "203.0.113.007")]
    [DataRow("X-Forwarded-For", "10.1.1.1,10.1.1.1,10.1.1.1,10.1.1.1,10.1.1.1,10.1.1.1,10.1.1.1,10.1.1.1,10.1.1.1,"
        + "10.1.1.1,10.1.1.1,10.1.1.1,10.1.1.1,10.1.1.1,10.1.1.1,10.1.1.1,10.1.1.1")]
    [DataRow("Forwarded", "for=unknown")]
    [DataRow("Forwarded", "for=_hidden")]
    [DataRow("Forwarded", "proto=https")]
    [DataRow("Forwarded", "for=203.0.113.7;for=198.51.100.1")]
    [DataRow("Forwarded", "for=\"203.0.113.7")]
    [DataRow("Via", "1.1 proxy")]
    public void Resolve_MalformedHeaderOfTrustedProxy_IsTheProxyItselfAndCounted(string name, string header)
    {
        RemoteClient client = Resolve("10.0.0.1", (name, header));
        Assert.AreEqual(new RemoteClient(IPAddress.Parse("10.0.0.1"), IsForwarded: true, IsLocal: false), client);
        Assert.AreEqual(1, _counters.MalformedProxyHeaders);
    }

    [TestMethod]
    public void Resolve_BothHeaders_CountOnlyWhenTheyAgree()
    {
        Assert.AreEqual(IPAddress.Parse("203.0.113.7"),
            Resolve("10.0.0.1", ("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=203.0.113.7")).Address);
        Assert.AreEqual(IPAddress.Parse("10.0.0.1"),
            Resolve("10.0.0.1", ("X-Forwarded-For", "203.0.113.7"), ("Forwarded", "for=198.51.100.1")).Address);
        Assert.AreEqual(IPAddress.Parse("10.0.0.1"),
            Resolve("10.0.0.1", ("X-Forwarded-For", "nonsense"), ("Forwarded", "for=198.51.100.1")).Address);
    }

    [TestMethod]
    [DataRow("X-Forwarded-For")]
    [DataRow("Forwarded")]
    [DataRow("X-Real-IP")]
    [DataRow("Via")]
    public void Resolve_HeaderOfUntrustedProxy_IsThePeerReportedOnceAndNeverLocal(string name)
    {
        RemoteClient stranger = Resolve("198.51.100.9", (name, "203.0.113.7"));
        Assert.AreEqual(IPAddress.Parse("198.51.100.9"), stranger.Address);
        Assert.IsFalse(stranger.IsForwarded);
        RemoteClient loopback = Resolve("127.0.0.2", (name, "127.0.0.1"));
        Assert.IsFalse(loopback.IsLocal, "A proxy on this machine forwards for strangers.");
        Assert.AreEqual(2, _counters.UntrustedProxyHeaders);
        CollectionAssert.AreEqual(new[] { IPAddress.Parse("198.51.100.9") }, _disbelieved);
    }

    private RemoteClient Resolve(string peer, params (string Name, string Value)[] headers) => _resolver.Resolve(
        IPAddress.Parse(peer), name => headers.Where(h => h.Name == name).Select(h => h.Value).FirstOrDefault());
}
