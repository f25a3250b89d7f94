using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Elysia.Http;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Tests plain HTTP: the page, the health endpoint, and clear refusals of everything else.</summary>
[TestClass]
internal sealed partial class HttpTests
{
    private static readonly HttpClient Http = new();
    private static DaemonHost _host = null!;

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) => _host = await DaemonHost.StartAsync();

    [ClassCleanup]
    public static async Task StopAsync() => await _host.DisposeAsync();

    [TestMethod]
    public async Task Get_Page_HasSecurityHeaders()
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "/");
        Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.AreEqual("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.AreEqual("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.AreEqual("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        StringAssert.StartsWith(policy, "default-src 'none'; script-src 'self'; style-src 'self';", StringComparison.Ordinal);
        StringAssert.EndsWith(policy, "frame-ancestors 'self'", StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        StringAssert.Contains(await answer.Content.ReadAsStringAsync(), "<html", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Get_PageWithOtherFrameAncestors_NamesThem()
    {
        await using DaemonHost host = await DaemonHost.StartAsync(with: o => o with
        {
            Admission = o.Admission with { FrameAncestors = "self, https://stream.example" },
        });
        using HttpResponseMessage answer = await Http.GetAsync(host.Address);
        StringAssert.EndsWith(answer.Headers.GetValues("Content-Security-Policy").Single(),
            "frame-ancestors 'self' https://stream.example", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Get_ResourceOtherThanThePage_CannotBeShownAsAPage()
    {
        foreach (string path in (string[])["/health", "/nothing", "/ws"])
        {
            using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, path);
            Assert.AreEqual("default-src 'none'; frame-ancestors 'none'",
                answer.Headers.GetValues("Content-Security-Policy").Single(), path);
            Assert.AreEqual("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single(), path);
        }
    }

    [TestMethod]
    public async Task Get_EveryAssetOfThePage_IsServedWithItsTypeAndLength()
    {
        foreach (string path in new PageAssets(["self"]).Paths)
        {
            using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, path);
            Assert.AreEqual(HttpStatusCode.OK, answer.StatusCode, path);
            Assert.AreNotEqual("application/octet-stream", answer.Content.Headers.ContentType!.MediaType, path);
            Assert.AreEqual(answer.Content.Headers.ContentLength, (await answer.Content.ReadAsByteArrayAsync()).Length, path);
        }
    }

    [TestMethod]
    public async Task Get_AssetThatTheBrowserHas_Is304WithoutABody()
    {
        foreach (string path in (string[])["/", "/main.js", "/elysia-client.js"])
        {
            using HttpResponseMessage first = await SendAsync(HttpMethod.Get, path);
            string tag = first.Headers.ETag!.ToString();
            using RawClient client = await RawClient.ConnectAsync(_host.Port);
            await client.SendAsync($"GET {path} HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: \"x\", W/{tag}\r\n\r\n");
            string answer = await client.ReadToEndAsync();
            StringAssert.StartsWith(answer, "HTTP/1.1 304 ", StringComparison.Ordinal);
            StringAssert.Contains(answer, $"ETag: {tag}\r\n", StringComparison.Ordinal);
            StringAssert.EndsWith(answer, "\r\n\r\n", StringComparison.Ordinal);
            using var changed = new HttpRequestMessage(HttpMethod.Get, new Uri(_host.Address, path));
            changed.Headers.Add("If-None-Match", "\"another\"");
            using HttpResponseMessage whole = await Http.SendAsync(changed);
            Assert.AreEqual(HttpStatusCode.OK, whole.StatusCode);
        }
    }

    [TestMethod]
    public async Task Get_WhatThePageLoads_HasHashedNamesAndIsKeptForGood()
    {
        using HttpResponseMessage page = await SendAsync(HttpMethod.Get, "/");
        Assert.AreEqual("no-cache", page.Headers.CacheControl!.ToString());
        string[] loaded = [.. Loaded().Matches(await page.Content.ReadAsStringAsync()).Select(m => m.Groups[1].Value)];
        Assert.IsGreaterThan(4, loaded.Length);
        string folder = loaded[0].Split('/')[0];
        foreach (string path in loaded.Append($"{folder}/elysia-client.js").Append($"{folder}/face.js"))
        {
            using HttpResponseMessage file = await SendAsync(HttpMethod.Get, $"/{path}");
            Assert.AreEqual(HttpStatusCode.OK, file.StatusCode, path);
            StringAssert.StartsWith(path, "v-", StringComparison.Ordinal);
            StringAssert.Contains(file.Headers.CacheControl!.ToString(), "immutable", StringComparison.Ordinal);
        }

        using HttpResponseMessage plain = await SendAsync(HttpMethod.Get, "/main.js");
        Assert.AreEqual("no-cache", plain.Headers.CacheControl!.ToString());
        using HttpResponseMessage old = await SendAsync(HttpMethod.Get, "/v-0123456789abcdef/main.js");
        Assert.AreEqual(HttpStatusCode.NotFound, old.StatusCode);
    }

    [TestMethod]
    public async Task Get_Health_IsJsonWithCurrentFigures()
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "/health");
        Assert.AreEqual("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.AreEqual("no-store", answer.Headers.CacheControl!.ToString());
        JsonElement health = Json.Parse(await answer.Content.ReadAsStringAsync());
        Assert.AreEqual("ok", health.GetProperty("status").GetString());
        Assert.AreEqual(Environment.ProcessId, health.GetProperty("pid").GetInt32());
        Assert.IsInRange(15, 60, health.GetProperty("rate_hz").GetInt32());
        long tick = health.GetProperty("tick").GetInt64();
        await Eventually.TrueAsync(() => _host.HealthAsync("tick").Result > tick, "the tick moves");
    }

    [TestMethod]
    [DataRow("/nothing")]
    [DataRow("/health/")]
    [DataRow("/index.html")]
    [DataRow("/../etc/passwd")]
    [DataRow("/%2e%2e/%2e%2e/etc/passwd")]
    [DataRow("//")]
    public async Task Request_UnknownPath_Is404WhateverTheMethod(string path)
    {
        foreach (string method in (string[])["GET", "DELETE"])
        {
            using RawClient client = await RawClient.ConnectAsync(_host.Port);
            await client.SendAsync($"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
            StringAssert.StartsWith(await client.ReadHeadAsync(), "HTTP/1.1 404 ", StringComparison.Ordinal);
        }
    }

    [TestMethod]
    [DataRow("GET  HTTP/1.1")]
    [DataRow("GET  / HTTP/1.1")]
    [DataRow("  / HTTP/1.1")]
    [DataRow("GET /")]
    [DataRow("/ HTTP/1.1")]
    public async Task Request_BrokenRequestLine_Is400(string line)
    {
        using RawClient client = await RawClient.ConnectAsync(_host.Port);
        await client.SendAsync($"{line}\r\nHost: 127.0.0.1\r\n\r\n");
        StringAssert.StartsWith(await client.ReadToEndAsync(), "HTTP/1.1 400 ", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("/")]
    [DataRow("/health")]
    [DataRow("/ws")]
    public async Task Request_WrongMethod_Is405WithTheAllowedMethods(string path)
    {
        foreach (HttpMethod method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Options])
        {
            using HttpResponseMessage answer = await SendAsync(method, path);
            Assert.AreEqual(HttpStatusCode.MethodNotAllowed, answer.StatusCode, method.Method);
            CollectionAssert.AreEqual(new[] { "GET", "HEAD" }, answer.Content.Headers.Allow.ToArray());
        }
    }

    [TestMethod]
    public async Task Get_WebSocketPathWithoutUpgrade_Is426()
    {
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "/ws");
        Assert.AreEqual(HttpStatusCode.UpgradeRequired, answer.StatusCode);
        Assert.AreEqual("websocket", answer.Headers.Upgrade.Single().Name);
    }

    [TestMethod]
    public async Task Head_Page_HasTheLengthAndNoBody()
    {
        using RawClient client = await RawClient.ConnectAsync(_host.Port);
        await client.SendAsync("HEAD / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        string answer = await client.ReadToEndAsync();
        StringAssert.StartsWith(answer, "HTTP/1.1 200 ", StringComparison.Ordinal);
        StringAssert.Contains(answer, "\r\nContent-Length: ", StringComparison.Ordinal);
        Assert.DoesNotContain("Content-Length: 0\r\n", answer, StringComparison.Ordinal);
        StringAssert.EndsWith(answer, "\r\n\r\n", StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Get_SecondPort_ServesTheSame(string transport)
    {
        int second = FreePort();
        await using DaemonHost host = await DaemonHost.StartAsync(transport, o => o with { HttpPort = second });
        using HttpResponseMessage page = await Http.GetAsync(new Uri($"http://127.0.0.1:{second}/"));
        Assert.AreEqual(HttpStatusCode.OK, page.StatusCode);
        await using Viewer viewer = await Viewer.ConnectAsync(new Uri($"ws://127.0.0.1:{second}/ws"));
        await viewer.ReceivesAsync("full");
        await using Viewer other = await host.ConnectAsync();
        await other.ReceivesAsync("full");
    }

    private static int FreePort()
    {
        using var socket = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"(?:href|src)=""([^""#]+)""")]
    private static partial Regex Loaded();

    private static Task<HttpResponseMessage> SendAsync(HttpMethod method, string path) =>
        Http.SendAsync(new HttpRequestMessage(method, new Uri(_host.Address, path)));
}
