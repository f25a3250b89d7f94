using System.Net;
using Elysia.Admission;
using Elysia.Admission.Network;

namespace Elysia.Tests.Admission.Network;

/// <summary>Tests which clients count as being on this machine: none behind a proxy, and none under a foreign host
/// name.</summary>
[TestClass]
internal sealed class RemoteClientTests
{
    [TestMethod]
    [DataRow("127.0.0.1", "127.0.0.1:8765", null, true)]
    [DataRow("127.0.0.1", "localhost", null, true)]
    [DataRow("127.8.9.1", "LOCALHOST:80", null, true)]
    [DataRow("::1", "[::1]:8765", null, true)]
    [DataRow("::ffff:127.0.0.1", "127.0.0.1", null, true)]
    [DataRow("10.0.0.7", "127.0.0.1:8765", null, false)]
    [DataRow("127.0.0.1", "elysia.example", null, false)]
    [DataRow("127.0.0.1", "127.0.0.1.evil.example", null, false)]
    [DataRow("127.0.0.1", "", null, false)]
    [DataRow("127.0.0.1", "a b", null, false)]
    [DataRow("127.0.0.1", "localhost", "X-Forwarded-For", false)]
    [DataRow("127.0.0.1", "localhost", "Forwarded", false)]
    [DataRow("127.0.0.1", "localhost", "X-Real-IP", false)]
    [DataRow("127.0.0.1", "localhost", "Via", false)]
    [DataRow("127.0.0.1", "localhost", "X-Forwarded-Proto", false)]
    public void IsThisMachine_AddressHostAndHeaders_DecidesByAllThree(string peer, string host, string? header, bool isLocal) =>
        Assert.AreEqual(isLocal, IsThisMachine(peer, name => name == "Host" ? host : name == header ? "" : null));

    [TestMethod]
    public void IsThisMachine_WithoutHost_IsNot() => Assert.IsFalse(IsThisMachine("127.0.0.1", _ => null));

    private static bool IsThisMachine(string peer, Func<string, string?> headers)
    {
        var resolver = new ForwardedHeadersResolver([], new AdmissionCounters(), _ => { });
        return resolver.Resolve(IPAddress.Parse(peer), headers).IsThisMachine(headers);
    }
}
