using System.Text.Json;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Tests what she remembers of each speaker, if tokens identify them.</summary>
[TestClass]
internal sealed class MemoryPrivacyTests : IDisposable
{
    private const string Key = "?me=ann-ann-ann-ann-ann-ann-1";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Ask_AfterReconnecting_OnlyTheTokensSubjectIsRemembered()
    {
        await using AuthHost host = await StartAsync();
        await using (Viewer ann = await host.ConnectAsync(host.Forge.Make(subject: "ann")))
        {
            await TellAsync(ann);
        }

        await using Viewer again = await host.ConnectAsync(host.Forge.Make(subject: "ann"));
        await using Viewer bob = await host.ConnectAsync(host.Forge.Make(subject: "bob"));
        StringAssert.Contains(await AskAsync(again), "Momo");
        Assert.DoesNotContain("Momo", await AskAsync(bob));
    }

    [TestMethod]
    public async Task Ask_KeyInAdditionToAToken_IsIgnored()
    {
        await using AuthHost host = await StartAsync();
        await using (Viewer ann = await ConnectAsync(host, "ann"))
        {
            await TellAsync(ann);
        }

        await using Viewer bob = await ConnectAsync(host, "bob");
        Assert.DoesNotContain("Momo", await AskAsync(bob));
    }

    private static Task<Viewer> ConnectAsync(AuthHost host, string subject) => Viewer.ConnectAsync(
        host.Host.WebSocket($"/{Key}"),
        o => o.SetRequestHeader("Authorization", $"Bearer {host.Forge.Make(subject: subject)}"));

    private static async Task TellAsync(Viewer viewer)
    {
        await viewer.SendAsync("""{"type":"text","content":"my cat is called Momo"}""");
        await viewer.ReceivesAsync("speech");
    }

    private static async Task<string> AskAsync(Viewer viewer)
    {
        await viewer.SendAsync("""{"type":"text","content":"what did I say?"}""");
        JsonElement speech = await viewer.ReceivesAsync("speech");
        return speech.GetProperty("content").GetString()!;
    }

    private Task<AuthHost> StartAsync() =>
        AuthHost.StartAsync(with: o => o with { Memory = o.Memory with { Folder = _folder.Path } });
}
