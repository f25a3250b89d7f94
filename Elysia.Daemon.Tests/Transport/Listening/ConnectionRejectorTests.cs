using System.Net;
using System.Net.Sockets;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Transport.Listening;

namespace Elysia.Tests.Transport.Listening;

/// <summary>Tests that a rejected client gets a response while that is cheap, and a reset beyond that.</summary>
[TestClass]
internal sealed class ConnectionRejectorTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConnectionRejector _rejector;

    public ConnectionRejectorTests()
    {
        _rejector = new ConnectionRejector(_time);
        _listener.Start();
    }

    [TestMethod]
    public async Task Reject_MoreThanTheMaximumPerSecond_ResetsTheOthers()
    {
        for (int i = 0; i < ConnectionRejector.MaxPerSecond; i++)
        {
            Assert.AreEqual("no", await RejectAsync(isKnown: false));
        }

        Assert.AreEqual("reset", await RejectAsync(isKnown: false));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual("no", await RejectAsync(isKnown: false));
    }

    [TestMethod]
    public async Task Reject_KnownAddress_IsResetAtOnce() => Assert.AreEqual("reset", await RejectAsync(isKnown: true));

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private async Task<string> RejectAsync(bool isKnown)
    {
        using var client = new TcpClient();
        await client.ConnectAsync((IPEndPoint)_listener.LocalEndpoint);
        _rejector.Reject(await _listener.AcceptSocketAsync(), "no"u8.ToArray(), isKnown);
        using var reader = new StreamReader(client.GetStream());
        try
        {
            return await Eventually.CompletesAsync(reader.ReadToEndAsync(), "the connection ends");
        }
        catch (IOException)
        {
            return "reset";
        }
    }
}
