using System.Text;
using Elysia.Bench.Attack.Attackers;
using Elysia.Bench.Attack.Fuzz;

namespace Elysia.Tests.Integration.Attack;

/// <summary>Tests that the suite recognizes a handshake that must not have been accepted.</summary>
[TestClass]
internal sealed class HandshakeOracleTests
{
    private const string Proof = "HTTP/1.1 101 Switching Protocols\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n";

    [TestMethod]
    public void MayBeAccepted_HonestRequestAndProof_IsTrue() =>
        Assert.IsTrue(Handshakes.MayBeAccepted(RawHttp.Upgrade(1), Encoding.Latin1.GetBytes(Proof)));

    [TestMethod]
    [DataRow("GET ", "POST ")]
    [DataRow("websocket", "h2c")]
    [DataRow("Version: 13", "Version: 8")]
    [DataRow("dGhlIHNhbXBsZSBub25jZQ==", "AAAAAAAAAAAAAAAAAAAAAA==")]
    public void MayBeAccepted_RequiredPartIsMissing_IsFalse(string honest, string wrong)
    {
        string request = Encoding.Latin1.GetString(RawHttp.Upgrade(1))
            .Replace(honest, wrong, StringComparison.Ordinal)
            .Replace(honest == "websocket" ? "Sec-WebSocket-" : "\0", "Sec-", StringComparison.OrdinalIgnoreCase);
        Assert.IsFalse(Handshakes.MayBeAccepted(Encoding.Latin1.GetBytes(request), Encoding.Latin1.GetBytes(Proof)));
    }
}
