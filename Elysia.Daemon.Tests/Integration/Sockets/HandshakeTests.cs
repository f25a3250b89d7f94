using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Tests every way to request a WebSocket, right and wrong, on both transports (RFC 6455 section
/// 4.2).</summary>
[TestClass]
internal sealed class HandshakeTests
{
    private static DaemonHost[] _hosts = [];

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) =>
        _hosts = [await DaemonHost.StartAsync("auto"), await DaemonHost.StartAsync("plain")];

    [ClassCleanup]
    public static async Task StopAsync()
    {
        foreach (DaemonHost host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    public static IEnumerable<object[]> Transports => [[0], [1]];

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Upgrade_RequestOfTheRfc_GetsTheResponseOfTheRfc(int transport)
    {
        string head = await AnswerAsync(transport, port => RawClient.Request(port));
        StringAssert.StartsWith(head, "HTTP/1.1 101 Switching Protocols\r\n", StringComparison.Ordinal);
        Assert.AreEqual(RawClient.Accept, Header(head, "Sec-WebSocket-Accept"));
        Assert.AreEqual("websocket", Header(head, "Upgrade"));
        Assert.AreEqual("Upgrade", Header(head, "Connection"));
        Assert.IsNull(Header(head, "Sec-WebSocket-Protocol"), "No subprotocol was offered.");
        Assert.IsNull(Header(head, "Sec-WebSocket-Extensions"), "No extension was offered.");
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Upgrade_AtWsOrWithManyTokens_IsAccepted(int transport)
    {
        await Is101Async(transport, port => RawClient.Request(port, path: "/ws"));
        await Is101Async(transport, port => RawClient.Request(port, path: "/?stamps=1"));
        await Is101Async(transport, port => RawClient.Request(port)
            .Replace("Upgrade: websocket\r\nConnection: Upgrade", "upgrade: WebSocket\r\nCONNECTION: keep-alive, UPGRADE",
                StringComparison.Ordinal));
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Upgrade_OtherVersion_Is426WithTheSupportedVersion(int transport)
    {
        foreach (string? version in (string?[])["8", "12", "14", "13, 8", "x", null])
        {
            string head = await AnswerAsync(transport, port => RawClient.Request(port, version: version));
            Assert.AreEqual("426", Status(head), $"version {version}");
            Assert.AreEqual("13", Header(head, "Sec-WebSocket-Version"));
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Upgrade_BadKey_Is400(int transport)
    {
        foreach (string? key in (string?[])[null, "", "AAAA", "not base64 at all!!!!!!", RawClient.Key + "AAAA"])
        {
            Assert.AreEqual("400", Status(await AnswerAsync(transport, port => RawClient.Request(port, key: key))), $"key {key}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Upgrade_WrongMethodOrHttpVersion_IsRefused(int transport)
    {
        string post = await AnswerAsync(transport, port => RawClient.Request(port, "POST", more: "Content-Length: 0"));
        Assert.AreEqual("405", Status(post));
        Assert.AreEqual("GET", Header(post, "Allow"));
        Assert.AreEqual("405", Status(await AnswerAsync(transport, port => RawClient.Request(port, "HEAD"))));
        Assert.AreEqual("400", Status(await AnswerAsync(transport, port => RawClient.Request(port, http: "1.0"))));
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Upgrade_SubprotocolOffered_IsChosenOrRefusedNeverEmpty(int transport)
    {
        foreach (string offer in (string[])["elysia.v1.json", "other, elysia.v1.json", "elysia.v1.json,other"])
        {
            string head = await AnswerAsync(transport, port => RawClient.Request(port, more: $"Sec-WebSocket-Protocol: {offer}"));
            Assert.AreEqual("101", Status(head), offer);
            Assert.AreEqual("elysia.v1.json", Header(head, "Sec-WebSocket-Protocol"), offer);
        }

        foreach (string offer in (string[])["chat", "ELYSIA.V1.JSON", "elysia.v9.json, chat", ""])
        {
            string head = await AnswerAsync(transport, port => RawClient.Request(port, more: $"Sec-WebSocket-Protocol: {offer}"));
            Assert.AreEqual("400", Status(head), offer);
            Assert.IsNull(Header(head, "Sec-WebSocket-Protocol"), offer);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Upgrade_ExtensionsOffered_SelectsNone(int transport)
    {
        string head = await AnswerAsync(
            transport, port => RawClient.Request(port, more: "Sec-WebSocket-Extensions: permessage-deflate"));
        Assert.AreEqual("101", Status(head));
        Assert.IsNull(Header(head, "Sec-WebSocket-Extensions"));
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Upgrade_OtherPath_IsNotAWebSocket(int transport)
    {
        Assert.AreEqual("404", Status(await AnswerAsync(transport, port => RawClient.Request(port, path: "/other"))));
        Assert.AreEqual("404", Status(await AnswerAsync(transport, port => RawClient.Request(port, path: "/ws/"))));
        Assert.AreEqual("200", Status(await AnswerAsync(transport, port => RawClient.Request(port, path: "/health"))));
    }

    [TestMethod]
    [DataRow("elysia.example")]
    [DataRow("elysia.example:8080")]
    [DataRow("192.0.2.7:1")]
    [DataRow("localhost")]
    public async Task Request_ForeignHost_IsAnsweredAsBehindAProxy(string host)
    {
        await Is101Async(0, port => RawClient.Request(port, host: host));
        string page = await AnswerAsync(0, _ => $"GET / HTTP/1.1\r\nHost: {host}\r\n\r\n");
        Assert.AreEqual("200", Status(page));
    }

    [TestMethod]
    public async Task Request_ForeignHostRightAfterTheStart_IsAnswered()
    {
        for (int i = 0; i < 20; i++)
        {
            await using DaemonHost host = await DaemonHost.StartAsync();
            using RawClient client = await RawClient.ConnectAsync(host.Port);
            await client.SendAsync("GET /health HTTP/1.1\r\nHost: elysia.example\r\n\r\n");
            Assert.AreEqual("200", Status(await client.ReadHeadAsync()), $"start {i}");
        }
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Upgrade_MaximumOfViewersReached_Is503UntilOneLeaves(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport, o => o with { MaxViewers = 2 });
        await using Viewer first = await host.ConnectAsync();
        await using (Viewer second = await host.ConnectAsync())
        {
            await host.ViewersAsync(2);
            using RawClient third = await RawClient.ConnectAsync(host.Port);
            await third.SendAsync(RawClient.Request(host.Port));
            string head = await third.ReadHeadAsync();
            Assert.AreEqual("503", Status(head));
            Assert.AreEqual("5", Header(head, "Retry-After"));
        }

        await host.ViewersAsync(1);
        await using Viewer fourth = await host.ConnectAsync();
        await fourth.ReceivesAsync("");
        Assert.IsFalse(first.IsClosed);
    }

    private static Task Is101Async(int transport, Func<int, string> request) =>
        AnswerAsync(transport, request).ContinueWith(
            head => Assert.AreEqual("101", Status(head.Result)), TaskScheduler.Default);

    private static async Task<string> AnswerAsync(int transport, Func<int, string> request)
    {
        int port = _hosts[transport].Port;
        using RawClient client = await RawClient.ConnectAsync(port);
        await client.SendAsync(request(port));
        return await client.ReadHeadAsync();
    }

    private static string Status(string head) => head.Split(' ')[1];

    private static string? Header(string head, string name) => head.Split("\r\n")
        .FirstOrDefault(line => line.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
}
