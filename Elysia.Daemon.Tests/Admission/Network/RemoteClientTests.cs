using System.Net;
using Elysia.Admission;
using Elysia.Admission.Network;

namespace Elysia.Tests.Admission.Network;

/// <summary>Who counts as a client on this machine: nobody behind a proxy, nobody under a stranger's name.</summary>
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
    public void IsThisMachine_ByAddressHostAndHeaders_SaysWhoIsHere(string peer, string host, string? header, bool isLocal) =>
        Assert.AreEqual(isLocal, IsThisMachine(peer, name => name == "Host" ? host : name == header ? "" : null));

    [TestMethod]
    public void IsThisMachine_WithoutHost_IsNot() => Assert.IsFalse(IsThisMachine("127.0.0.1", _ => null));

    private static bool IsThisMachine(string peer, Func<string, string?> headers)
    {
        var callers = new ForwardedHeadersResolver([], new AdmissionCounters(), _ => { });
        return callers.Resolve(IPAddress.Parse(peer), headers).IsThisMachine(headers);
    }
}
