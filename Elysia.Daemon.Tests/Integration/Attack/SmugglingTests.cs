using System.Net.Sockets;
using Elysia.Bench.Attack.Attackers;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Attack;

/// <summary>Tests that one connection is one request: bytes after it are never answered.</summary>
[TestClass]
internal sealed class SmugglingTests
{
    private const int Tries = 200;

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Request_ContainsAHiddenOne_IsTheOnlyOneAnswered(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport);
        foreach (SmugglingShape shape in SmugglingShape.All.Where(s => transport == "auto" || !s.IsReadOn))
        {
            using RawClient client = await RawClient.ConnectAsync(host.Port);
            await client.SendAsync(shape.Bytes(host.Port));
            client.FinishSending();
            string answer = await client.ReadToEndAsync();
            Assert.IsFalse(shape.IsSmuggled(System.Text.Encoding.Latin1.GetBytes(answer)), $"{shape.Name}: {answer}");
        }

        await host.ViewersAsync(0);
    }

    [TestMethod]
    [Timeout(60_000)]
    public async Task UnknownCoding_AnotherRequestAfterTheAnswer_IsNeverRead()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        foreach (SmugglingShape shape in SmugglingShape.All.Where(s => s.IsReadOn))
        {
            for (int i = 0; i < Tries; i++)
            {
                string answer = await AskInPiecesAsync(host.Port, shape.Bytes(host.Port), afterAnswer: i % 2 == 0);
                Assert.IsFalse(
                    shape.IsSmuggled(System.Text.Encoding.Latin1.GetBytes(answer)), $"{shape.Name}, try {i}: {answer}");
            }
        }
    }

    [TestMethod]
    public void IsSmuggled_TwoAnswersOrTheHiddenOne_IsTrue()
    {
        SmugglingShape shape = SmugglingShape.All[0];
        Assert.IsTrue(shape.IsSmuggled("HTTP/1.1 200 OK\r\n\r\nxHTTP/1.1 404 Not Found\r\n\r\n"u8.ToArray()));
        Assert.IsTrue(shape.IsSmuggled("HTTP/1.1 200 OK\r\n\r\n{\"uptime_seconds\":1}"u8.ToArray()));
        Assert.IsFalse(shape.IsSmuggled("HTTP/1.1 200 OK\r\n\r\n<html>"u8.ToArray()));
        Assert.IsFalse(shape.IsSmuggled([]));
    }

    /// <summary>Sends the head, and the bytes after it separately: at once, or when the head has been
    /// answered.</summary>
    private static async Task<string> AskInPiecesAsync(int port, byte[] request, bool afterAnswer)
    {
        using RawClient client = await RawClient.ConnectAsync(port);
        int head = request.AsSpan().IndexOf("\r\n\r\n"u8) + 4;
        await client.SendAsync(request.AsMemory(0, head));
        string first = afterAnswer ? await client.ReadHeadAsync() : "";
        try
        {
            await client.SendAsync(request.AsMemory(head));
            client.FinishSending();
        }
        catch (SocketException)
        {
            // Already closed.
        }

        return first + await client.ReadToEndAsync();
    }
}
