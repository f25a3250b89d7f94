using System.Net;
using Elysia.Admission.Network;

namespace Elysia.Tests.Admission.Network;

/// <summary>Tests which pages may open a WebSocket.</summary>
[TestClass]
internal sealed class OriginPolicyTests
{
    private static readonly RemoteClient Stranger = new(IPAddress.Parse("203.0.113.7"), IsForwarded: true, IsLocal: false);
    private static readonly RemoteClient Local = new(IPAddress.Loopback, IsForwarded: false, IsLocal: true);

    [TestMethod]
    [DataRow(null, "elysia.example", true, DisplayName = "not a browser")]
    [DataRow("https://elysia.example", "elysia.example", true, DisplayName = "behind TLS")]
    [DataRow("http://elysia.example:8080", "elysia.example:8765", true, DisplayName = "another port")]
    [DataRow("https://ELYSIA.example", "elysia.EXAMPLE", true, DisplayName = "case")]
    [DataRow("http://[2001:db8::1]:80", "[2001:db8::1]:8765", true, DisplayName = "IPv6")]
    [DataRow("https://evil.example", "elysia.example", false, DisplayName = "another site")]
    [DataRow("https://elysia.example.evil.example", "elysia.example", false, DisplayName = "a longer name")]
    [DataRow("https://evil-elysia.example", "elysia.example", false, DisplayName = "a name with the same ending")]
    [DataRow("null", "elysia.example", false, DisplayName = "null")]
    [DataRow("null", "null", false, DisplayName = "a host named null")]
    [DataRow("", "elysia.example", false, DisplayName = "empty")]
    [DataRow("elysia.example", "elysia.example", false, DisplayName = "no scheme")]
    [DataRow("chrome-extension://elysia.example", "elysia.example", false, DisplayName = "an extension")]
    [DataRow("https://elysia.example", null, false, DisplayName = "no host")]
    [DataRow("http://xn--\u00ff", "elysia.example", false, DisplayName = "not a name")]
    [DataRow("http://elysia.example", "xn--\u00ff", false, DisplayName = "a host that is not a name")]
    [DataRow("https://elysia.example@evil.example", "elysia.example", false, DisplayName = "a user name")]
    public void Allows_Default_IsTheSameHostOnly(string? origin, string? host, bool expected) =>
        Assert.AreEqual(expected, new OriginPolicy(["self"]).Allows(origin, host, Stranger));

    [TestMethod]
    [DataRow("http://localhost:8765", "localhost:8765", true)]
    [DataRow("http://127.0.0.1:8765", "127.0.0.1:8765", true)]
    [DataRow("http://127.0.0.1:8080", "127.0.0.1:8765", true, DisplayName = "the second port of the page")]
    [DataRow("http://127.0.0.1:3000", "127.0.0.1:8765", false, DisplayName = "another program of this machine")]
    [DataRow("http://localhost", "localhost:8765", false, DisplayName = "another program on port 80")]
    [DataRow("https://localhost", "localhost", true, DisplayName = "TLS on its own port")]
    [DataRow("http://[::1]:8765", "[::1]:8765", true, DisplayName = "IPv6")]
    [DataRow("http://rebound.example:8765", "rebound.example:8765", false)]
    [DataRow("http://203.0.113.7:8765", "203.0.113.7:8765", false)]
    public void Allows_LocalBrowser_OnlyUnderALoopbackName(string origin, string host, bool expected) =>
        Assert.AreEqual(expected, new OriginPolicy(["self"], 8080).Allows(origin, host, Local));

    [TestMethod]
    public void Allows_List_IsExactlyThatList()
    {
        var policy = new OriginPolicy(["https://a.example", "http://b.example:8080"]);
        Assert.IsTrue(policy.Allows("https://a.example", "elysia.example", Stranger));
        Assert.IsTrue(policy.Allows("http://b.example:8080", "elysia.example", Stranger));
        Assert.IsTrue(policy.Allows(null, "elysia.example", Stranger));
        Assert.IsFalse(policy.Allows("http://a.example", "elysia.example", Stranger), "another scheme");
        Assert.IsFalse(policy.Allows("http://b.example", "elysia.example", Stranger), "another port");
        Assert.IsFalse(policy.Allows("https://elysia.example", "elysia.example", Stranger), "self is not in it");
        Assert.IsFalse(policy.Allows("null", "elysia.example", Stranger));
    }

    [TestMethod]
    [DataRow("tauri://localhost", "tauri://localhost")]
    [DataRow("capacitor://localhost", "capacitor://localhost")]
    [DataRow("app://.", "app://.")]
    [DataRow("chrome-extension://abcdefghijklmnop", "chrome-extension://abcdefghijklmnop")]
    [DataRow("file://", "file://")]
    [DataRow("file://", "null")]
    public void Allows_DesktopShell_OnlyIfListed(string listed, string origin)
    {
        Assert.IsTrue(new OriginPolicy(["self", listed]).Allows(origin, "localhost:8765", Local));
        Assert.IsFalse(new OriginPolicy(["self"]).Allows(origin, "localhost:8765", Local));
        Assert.IsFalse(new OriginPolicy(["self", listed]).Allows(origin + "x", "localhost:8765", Local));
    }

    [TestMethod]
    public void Allows_NullAndStar_OnlyIfListed()
    {
        Assert.IsTrue(new OriginPolicy(["self", "null"]).Allows("null", "elysia.example", Stranger));
        Assert.IsFalse(new OriginPolicy(["self", "null"]).Allows("https://evil.example", "elysia.example", Stranger));
        Assert.IsTrue(new OriginPolicy(["*"]).Allows("https://evil.example", "elysia.example", Stranger));
        Assert.IsTrue(new OriginPolicy(["*"]).Allows("null", "elysia.example", Stranger));
    }
}
