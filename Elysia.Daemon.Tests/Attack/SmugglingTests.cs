using Elysia.Bench.Attack.Villains;
using Elysia.Tests.Fakes;

namespace Elysia.Tests.Attack;

/// <summary>One connection is one request: whatever stands behind it is never answered.</summary>
[TestClass]
public sealed class SmugglingTests
{
    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Request_WithAnotherHiddenInIt_IsTheOnlyOneAnswered(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport);
        foreach (SmugglingShape shape in SmugglingShape.All.Where(s => !s.IsProxys))
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
    public void IsSmuggled_TwoAnswersOrTheHiddenOne_IsTold()
    {
        SmugglingShape shape = SmugglingShape.All[0];
        Assert.IsTrue(shape.IsSmuggled("HTTP/1.1 200 OK\r\n\r\nxHTTP/1.1 404 Not Found\r\n\r\n"u8.ToArray()));
        Assert.IsTrue(shape.IsSmuggled("HTTP/1.1 200 OK\r\n\r\n{\"uptime_seconds\":1}"u8.ToArray()));
        Assert.IsFalse(shape.IsSmuggled("HTTP/1.1 200 OK\r\n\r\n<html>"u8.ToArray()));
        Assert.IsFalse(shape.IsSmuggled([]));
    }
}
