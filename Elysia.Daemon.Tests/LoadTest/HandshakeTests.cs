using Elysia.LoadTest.Viewers;

namespace Elysia.Tests.LoadTest;

[TestClass]
internal sealed class HandshakeTests
{
    [TestMethod]
    public void TryRead_FramesAfterTheResponse_AreLeft()
    {
        byte[] data = [.. "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"u8, .. TestFrames.Text("{}")];
        int length = Handshake.TryRead(data, out int status);
        Assert.AreEqual(101, status);
        Assert.AreEqual(data.Length - 4, length);
    }

    [TestMethod]
    [DataRow("HTTP/1.1 503 Service Unavailable\r\n\r\n", 503)]
    [DataRow("SSH-2.0-OpenSSH_9.2\r\n\r\n", 0)]
    [DataRow("HTTP/1.1 101 Swi", 0)]
    public void TryRead_OtherStatus_ReturnsItsCode(string answer, int expected)
    {
        Handshake.TryRead(System.Text.Encoding.ASCII.GetBytes(answer), out int status);
        Assert.AreEqual(expected, status);
    }
}
