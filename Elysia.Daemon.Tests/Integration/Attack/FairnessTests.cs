using System.Text.Json;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;
using Elysia.Transport.Clients;

namespace Elysia.Tests.Integration.Attack;

/// <summary>Attacks what strangers share from one address, with somebody honest at another one.</summary>
[TestClass]
internal sealed class FairnessTests
{
    private const string Greedy = "203.0.113.1";
    private const string Honest = "198.51.100.7";
    private const string Text = """{"type":"text","content":"hello"}""";

    [TestMethod]
    public async Task Chat_OneAddressHasAllPlaces_HonestIsAnsweredNext()
    {
        using var turns = new SemaphoreSlim(0);
        await using var model = new ScriptedModel(async answer =>
        {
            await Task.WhenAny(turns.WaitAsync(), answer.GoneAsync());
            await ScriptedModel.Says("Yes.")(answer);
        });
        await using DaemonHost host = await StartAsync(o => o with
        {
            Reasoning = o.Reasoning with { Url = model.Url, Model = "small", TurnsAtOnce = 1 },
            Admission = o.Admission with { MessageRate = 100, MessagesPerMinute = 1000 },
        });
        Viewer[] greedy = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => ConnectAsync(host, Greedy)));
        foreach (Viewer viewer in greedy)
        {
            for (int i = 0; i < 16; i++)
            {
                await viewer.SendAsync(Text);
            }
        }

        // One of the 144 is being answered and 128 wait; 127 if it was taken out of the queue only after all had come.
        await Eventually.TrueAsync(
            () => model.Open == 1 && greedy.Sum(v => v.Of("error").Count) is 15 or 16, "all places are taken");
        await using Viewer honest = await ConnectAsync(host, Honest);
        await honest.SendAsync(Text);
        await Eventually.TrueAsync(
            () => honest.Of("error").Count + greedy.Sum(v => v.Of("error").Count) == 16, "one is refused");
        Assert.IsEmpty(honest.Of("error"));

        turns.Release(2);
        JsonElement answer = await honest.ReceivesAsync("speech");
        Assert.AreEqual("Yes.", answer.GetProperty("content").GetString());
        Assert.AreEqual(1, greedy.Sum(v => v.Of("speech").Count));
        await Task.WhenAll(greedy.Select(v => v.DisposeAsync().AsTask()));
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Login_OneAddressSendsNoToken_HonestGetsIn(string transport)
    {
        await using AuthHost host = await AuthHost.StartAsync(transport, o => o with
        {
            AuthTimeout = TimeSpan.FromSeconds(60),
            AuthPending = 20,
            Admission = o.Admission with { TrustedProxies = "127.0.0.0/8", ConnectRatePerAddress = 1000 },
        });
        var greedy = new List<Viewer>();
        for (int i = 0; i < 60; i++)
        {
            greedy.Add(await PendAsync(host, Greedy));
            if (i % 10 == 0)
            {
                await using Viewer honest = await PendAsync(host, Honest);
                await honest.SendAsync(AuthHost.Auth(host.Forge.Make("viewer")));
                await honest.ReceivesAsync("full");
            }
        }

        for (int i = 0; i < greedy.Count - FirstMessageAuthenticator.MaxPerSource; i++)
        {
            Assert.AreEqual(1013, await greedy[i].ClosedAsync());
        }

        Assert.IsFalse(greedy[^FirstMessageAuthenticator.MaxPerSource].IsClosed);
        await Task.WhenAll(greedy.Select(v => v.DisposeAsync().AsTask()));
    }

    [TestMethod]
    public async Task Login_EveryAddressHasOne_OldestGivesWay()
    {
        await using AuthHost host = await AuthHost.StartAsync(with: o => o with
        {
            AuthTimeout = TimeSpan.FromSeconds(60),
            AuthPending = 3,
            Admission = o.Admission with { TrustedProxies = "127.0.0.0/8" },
        });
        var greedy = new List<Viewer>();
        foreach (string address in (string[])["2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:2::1"])
        {
            greedy.Add(await PendAsync(host, address));
        }

        await using Viewer third = await PendAsync(host, Honest);
        Assert.AreEqual(1013, await greedy[0].ClosedAsync(), "The oldest of the /64 with two.");
        await using Viewer fourth = await PendAsync(host, "198.51.100.8");
        await Eventually.TrueAsync(() => greedy[1].IsClosed, "the oldest of all gives way");
        Assert.IsFalse(greedy[2].IsClosed || third.IsClosed || fourth.IsClosed);
        await Task.WhenAll(greedy.Select(v => v.DisposeAsync().AsTask()));
    }

    /// <summary>Connects without a token; returns when the daemon asks for it.</summary>
    private static async Task<Viewer> PendAsync(AuthHost host, string address)
    {
        Viewer viewer = await ConnectAsync(host.Host, address);
        await viewer.ReceivesAsync("auth");
        return viewer;
    }

    private static Task<DaemonHost> StartAsync(Func<DaemonOptions, DaemonOptions> with) => DaemonHost.StartAsync(with: o =>
    {
        DaemonOptions options = with(o);
        return options with { Admission = options.Admission with { TrustedProxies = "127.0.0.0/8" } };
    });

    private static Task<Viewer> ConnectAsync(DaemonHost host, string address, string path = "/") => Viewer.ConnectAsync(
        host.WebSocket(path), options => options.SetRequestHeader("X-Forwarded-For", address));
}
