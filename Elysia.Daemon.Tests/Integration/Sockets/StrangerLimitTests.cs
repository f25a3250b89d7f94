using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Elysia.Admission.Limiting;
using Elysia.Configuration;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Tests the limits of strangers on real sockets: through a trusted proxy, and directly from another
/// address.</summary>
[TestClass]
internal sealed class StrangerLimitTests
{
    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Proxied_MaximumPerAddressReached_Is429AndTheOthersStay(string transport)
    {
        await using DaemonHost host = await StartAsync(transport, a => a with { MaxPerAddress = 2 });
        using RawClient first = await AskAsync(host, "203.0.113.1", "101");
        using RawClient second = await AskAsync(host, "203.0.113.1", "101");
        using (await AskAsync(host, "203.0.113.1", "429"))
        using (await AskAsync(host, "203.0.113.2", "101"))
        {
            await host.ViewersAsync(3);
        }

        second.Dispose();
        await host.ViewersAsync(1);
        await Eventually.TrueAsync(() => StatusAsync(host, "203.0.113.1").Result == "101", "the slot is free again");
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Proxied_AddressConnectsTooFast_Is429WithRetryAfterAndLogged(string transport)
    {
        await using DaemonHost host = await StartAsync(transport, a => a with { ConnectRatePerAddress = 1 });
        var heads = new List<string>();
        for (int i = 0; i < 45; i++)
        {
            heads.Add(await HeadAsync(host, "203.0.113.1"));
        }

        string refused = heads.First(h => h.StartsWith("HTTP/1.1 429", StringComparison.Ordinal));
        StringAssert.Contains(refused, "Retry-After: 5\r\n", StringComparison.Ordinal);
        Assert.IsGreaterThanOrEqualTo(10, heads.Count(h => h.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)));
        Assert.AreEqual("200", await StatusAsync(host, "198.51.100.77", "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n"));
        await Eventually.TrueAsync(() => host.Log.Lines.Any(
            l => l == "Offender 203.0.113.1: 20 offences within a minute, the last was TooManyConnections"), "it is named");
    }

    [TestMethod]
    public async Task Proxied_CrowdAtOneAddress_IsLetInByDefaultAndOneTooManyIsNoOffence()
    {
        const int Crowd = 256;
        await using DaemonHost host = await StartAsync("auto", a => a);
        var viewers = new List<RawClient>();
        for (int i = 0; i < Crowd; i++)
        {
            viewers.Add(await AskAsync(host, "203.0.113.1", "101"));
        }

        for (int i = 0; i < 2 * Offenders.NamedFrom; i++)
        {
            using RawClient refused = await AskAsync(host, "203.0.113.1", "429");
        }

        viewers.ForEach(v => v.Dispose());
        Assert.IsFalse(host.Log.Lines.Any(l => l.StartsWith("Offender", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Proxied_ForeignPage_IsRefusedAndItsVisitorIsNoOffender()
    {
        await using DaemonHost host = await StartAsync("auto", a => a);
        for (int i = 0; i < 2 * Offenders.NamedFrom; i++)
        {
            string request = RawClient.Request(host.Port, more: "Origin: http://evil.example")[..^2];
            Assert.AreEqual("403", await StatusAsync(host, "203.0.113.1", request));
        }

        Assert.IsFalse(host.Log.Lines.Any(l => l.StartsWith("Offender", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Loopback_ManyAndFast_IsServed()
    {
        await using DaemonHost host = await StartAsync(
            "auto", a => a with { MaxPerAddress = 1, ConnectRate = 1, ConnectRatePerAddress = 1, TrustedProxies = null });
        for (int i = 0; i < 40; i++)
        {
            Assert.AreEqual("200", await StatusAsync(host, null, "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n"));
        }
    }

    [TestMethod]
    public async Task Direct_MaximumPerAddressReached_Is429BeforeAnythingIsRead()
    {
        IPAddress own = OwnAddress();
        await using DaemonHost host = await StartAsync("auto", a => a with { MaxPerAddress = 2 }, "0.0.0.0");
        using TcpClient first = await ConnectAsync(own, host.Port);
        using TcpClient second = await ConnectAsync(own, host.Port);
        using TcpClient third = await ConnectAsync(own, host.Port);
        StringAssert.StartsWith(await ReadAsync(third), "HTTP/1.1 429 ", StringComparison.Ordinal);

        first.Dispose();
        await Eventually.TrueAsync(
            async () => await AskAsync(own, host.Port) == "HTTP/1.1 200", "a slot is free once the first has left");
    }

    [TestMethod]
    public async Task Direct_AddressConnectsTooFast_Is429AndThenReset()
    {
        IPAddress own = OwnAddress();
        await using DaemonHost host = await StartAsync("auto", a => a with { ConnectRatePerAddress = 1 }, "0.0.0.0");
        var answers = new List<string>();
        for (int i = 0; i < 60; i++)
        {
            answers.Add(await AskAsync(own, host.Port));
        }

        Assert.IsGreaterThanOrEqualTo(10, answers.Count(a => a == "HTTP/1.1 200"));
        Assert.IsInRange(Offenders.NamedFrom - 2, Offenders.NamedFrom - 1, answers.Count(a => a == "HTTP/1.1 429"));
        Assert.IsGreaterThanOrEqualTo(20, answers.Count(a => a == "reset"));
        CollectionAssert.IsSubsetOf(answers.Distinct().ToArray(), new[] { "HTTP/1.1 200", "HTTP/1.1 429", "reset" });
        Assert.AreEqual("200", await StatusAsync(host, null, "GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n"));
    }

    private static Task<DaemonHost> StartAsync(
        string transport, Func<AdmissionSettings, AdmissionSettings> with, string host = "127.0.0.1") =>
        DaemonHost.StartAsync(transport, o => o with
        {
            Host = host,
            Admission = with(o.Admission with { TrustedProxies = "127.0.0.0/8" }),
        });

    private static async Task<RawClient> AskAsync(DaemonHost host, string address, string status)
    {
        RawClient client = await RawClient.ConnectAsync(host.Port);
        await client.SendAsync(RawClient.Request(host.Port, more: $"X-Forwarded-For: {address}"));
        Assert.AreEqual(status, (await client.ReadHeadAsync()).Split(' ')[1]);
        return client;
    }

    private static async Task<string> StatusAsync(DaemonHost host, string? address, string? request = null)
    {
        using RawClient client = await RawClient.ConnectAsync(host.Port);
        string forwarded = address is null ? "" : $"X-Forwarded-For: {address}\r\n";
        await client.SendAsync($"{request ?? RawClient.Request(host.Port)[..^2]}{forwarded}\r\n");
        return (await client.ReadHeadAsync()).Split(' ')[1];
    }

    private static async Task<string> HeadAsync(DaemonHost host, string address)
    {
        using RawClient client = await RawClient.ConnectAsync(host.Port);
        await client.SendAsync($"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Forwarded-For: {address}\r\n\r\n");
        return await client.ReadHeadAsync();
    }

    /// <summary>Returns an address of this machine that is not loopback, from which a client is a stranger.</summary>
    private static IPAddress OwnAddress()
    {
        IPAddress? own = NetworkInterface.GetAllNetworkInterfaces()
            .Where(n => n.OperationalStatus == OperationalStatus.Up)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses).Select(a => a.Address)
            .FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        if (own is null)
        {
            Assert.Inconclusive("This machine has no address but loopback.");
        }

        return own;
    }

    private static async Task<TcpClient> ConnectAsync(IPAddress address, int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(address, port);
        return client;
    }

    private static async Task<string> ReadAsync(TcpClient client)
    {
        using var reader = new StreamReader(client.GetStream());
        return await Eventually.CompletesAsync(reader.ReadToEndAsync(), "the connection ends");
    }

    /// <summary>Returns the status line of the response, or "reset" if the connection is reset without one.</summary>
    private static async Task<string> AskAsync(IPAddress own, int port)
    {
        try
        {
            using TcpClient client = await ConnectAsync(own, port);
            await client.Client.SendAsync("GET /health HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
            string answer = await ReadAsync(client);
            return answer[..Math.Min(answer.Length, 12)];
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            return "reset";
        }
    }
}
