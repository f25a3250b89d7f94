using Elysia.Http;
using Elysia.Speech.Synthesis;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Transport.HttpListening;

/// <summary>Clips that are requested and not read cost little, keep nobody out and are not kept for ever.</summary>
[TestClass]
[DoNotParallelize] // The memory of the process is measured.
internal sealed class UnreadAnswerTests
{
    // 80 s of sound at 22,050 samples a second.
    private const int ClipBytes = 80 * 22_050 * 2;
    private const int TinyBuffer = 4096;

    private readonly ClipStore _clips = new(100_000_000, TimeSpan.FromMinutes(10), TimeProvider.System);

    [TestMethod]
    [Timeout(120_000)]
    public async Task Get_ManyClipsThatAreNotRead_CostLittleMemory()
    {
        const int requests = 100;
        const long most = 20L * 1024 * 1024 * requests / 300;
        string path = NewClip();
        using HttpServerHost host = await HttpServerHost.StartAsync(endpoints: new ClipEndpoint(_clips));
        await host.AnswerAsync(path);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        List<RawClient> unread = await LeaveUnreadAsync(host, path, requests);
        long more = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.IsLessThan(most, more, $"{requests} unread clips cost {more / 1024} KiB");
        unread.ForEach(c => c.Dispose());
        await Eventually.TrueAsync(() => host.Connections == 0, "all connections are let go of");
    }

    [TestMethod]
    [Timeout(120_000)]
    public async Task Get_TableFullOfUnreadClips_OthersAreServed()
    {
        string path = NewClip();
        using HttpServerHost host = await HttpServerHost.StartAsync(
            o => o with { Admission = o.Admission with { MaxRequests = 16 } }, endpoints: new ClipEndpoint(_clips));
        List<RawClient> unread = await LeaveUnreadAsync(host, path, 16);
        for (int i = 0; i < 4; i++)
        {
            StringAssert.StartsWith(await host.AnswerAsync("/favicon.svg"), "HTTP/1.1 200 ", StringComparison.Ordinal);
        }

        unread.ForEach(c => c.Dispose());
    }

    [TestMethod]
    [Timeout(120_000)]
    public async Task Get_ClipThatIsNotRead_IsEndedAndOneThatIsReadSlowlyIsNot()
    {
        string path = NewClip();
        using HttpServerHost host = await HttpServerHost.StartAsync(
            o => o with { SlowClose = TimeSpan.FromSeconds(3) }, endpoints: new ClipEndpoint(_clips));
        using RawClient unread = (await LeaveUnreadAsync(host, path, 1))[0];
        using RawClient slow = await host.GetAsync(path, TinyBuffer);
        await slow.ReadHeadAsync();
        int taken = 0;
        await Eventually.TrueAsync(
            () =>
            {
                taken += slow.ReadSome();
                return host.Connections == 1;
            },
            "the one that is not read is ended");
        Assert.IsLessThan(ClipBytes, (await unread.ReadToEndAsync()).Length);
        Assert.AreEqual(ClipBytes, taken + (await slow.ReadToEndAsync()).Length);
    }

    [TestMethod]
    [Timeout(120_000)]
    public async Task Get_OneSourceWithManyUnreadClips_KeepsAQuarterOfThePlaces()
    {
        string path = NewClip();
        using HttpServerHost host = await HttpServerHost.StartAsync(
            o => o with { Admission = o.Admission with { MaxRequests = 100 } }, endpoints: new ClipEndpoint(_clips));
        List<RawClient> unread = await LeaveUnreadAsync(host, path, 60);
        await Eventually.TrueAsync(() => host.Connections == 25, "those beyond a quarter are ended");
        unread.ForEach(c => c.Dispose());
    }

    [TestMethod]
    [Timeout(120_000)]
    public async Task Get_TableFullByOneNetwork_OtherSourcesKeepTheirPlaces()
    {
        string path = NewClip();
        using HttpServerHost host = await HttpServerHost.StartAsync(
            o => o with { Admission = o.Admission with { MaxRequests = 16, TrustedProxies = "127.0.0.1" } },
            endpoints: new ClipEndpoint(_clips));

        // The one that has been silent the longest is not of the network that has the most.
        using RawClient honest = (await LeaveUnreadAsync(host, path, 1, _ => "203.0.113.2"))[0];
        List<RawClient> greedy = await LeaveUnreadAsync(host, path, 15, i => $"2001:db8::{i + 1}");
        for (int i = 0; i < 6; i++)
        {
            string answer = await host.AnswerAsync("/favicon.svg", "X-Forwarded-For: 203.0.113.3");
            StringAssert.StartsWith(answer, "HTTP/1.1 200 ", StringComparison.Ordinal);
        }

        Assert.AreEqual(ClipBytes, (await honest.ReadToEndAsync()).Length);
        greedy.ForEach(c => c.Dispose());
    }

    private string NewClip() => _clips.Keep(new byte[ClipBytes], TimeSpan.FromSeconds(80))!.Path;

    private static async Task<List<RawClient>> LeaveUnreadAsync(
        HttpServerHost host, string path, int count, Func<int, string>? from = null)
    {
        var unread = new List<RawClient>();
        for (int i = 0; i < count; i++)
        {
            RawClient client = await host.GetAsync(
                path, TinyBuffer, from is null ? [] : [$"X-Forwarded-For: {from(i)}"]);
            StringAssert.StartsWith(await client.ReadHeadAsync(), "HTTP/1.1 200 ", StringComparison.Ordinal);
            unread.Add(client);
        }

        return unread;
    }
}
