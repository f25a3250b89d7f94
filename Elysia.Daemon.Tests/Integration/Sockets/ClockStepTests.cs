using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>The wall clock is set, by a bad time server or by hand, while viewers watch: no viewer stays longer than
/// its token, no other viewer is closed, and her heart keeps beating.</summary>
[TestClass]
internal sealed class ClockStepTests
{
    private const int TokenMissing = 4001;
    private const int TokenExpired = 4003;

    [TestMethod]
    public async Task SetBack_TokenExpires_IsClosedOnTime()
    {
        await using AuthHost host = await AuthHost.StartAsync();
        await using Viewer shortLived = await host.ConnectAsync(host.Forge.Make("viewer", "bob", TimeSpan.FromSeconds(2)));
        await using Viewer other = await host.ConnectAsync(host.Forge.Make("viewer", "ann", TimeSpan.FromHours(8)));
        await Eventually.TrueAsync(
            () => host.Host.Log.Lines.Any(l => l.Contains("bob", StringComparison.Ordinal)), "how long it may stay is known");
        host.Host.Clock.Step(TimeSpan.FromHours(-1));
        Assert.AreEqual(TokenExpired, await shortLived.ClosedAsync());
        await other.ReceivesAsync("delta");
        await host.Host.ViewersAsync(1);
    }

    [TestMethod]
    public async Task SetForward_ExpiredTokens_AreClosedAndTheOthersStay()
    {
        await using AuthHost host = await AuthHost.StartAsync();
        await using Viewer shortLived = await host.ConnectAsync(host.Forge.Make("viewer", "bob", TimeSpan.FromHours(1)));
        await using Viewer other = await host.ConnectAsync(host.Forge.Make("viewer", "ann", TimeSpan.FromHours(8)));
        string ticket = await host.TicketAsync(host.Forge.Make("viewer", "eve", TimeSpan.FromHours(1)));
        host.Host.Clock.Step(TimeSpan.FromHours(2));
        Assert.AreEqual(TokenExpired, await shortLived.ClosedAsync());
        await other.ReceivesAsync("delta");
        await host.Host.ViewersAsync(1);
        Assert.DoesNotStartWith("HTTP/1.1 101 ", await host.UpgradeAsync($"/?ticket={ticket}"));
    }

    [TestMethod]
    public async Task SetBack_UsedTicket_StaysInvalid()
    {
        await using AuthHost host = await AuthHost.StartAsync();
        string ticket = await host.TicketAsync(host.Forge.Make("viewer", "eve", TimeSpan.FromHours(8)));
        StringAssert.StartsWith(await host.UpgradeAsync($"/?ticket={ticket}"), "HTTP/1.1 101 ", StringComparison.Ordinal);
        host.Host.Clock.Step(TimeSpan.FromHours(-1));
        Assert.DoesNotStartWith("HTTP/1.1 101 ", await host.UpgradeAsync($"/?ticket={ticket}"));
    }

    [TestMethod]
    [DataRow(-48)]
    [DataRow(48)]
    public async Task Set_WithoutTokens_AffectsNobody(int hours)
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer viewer = await host.ConnectAsync();
        await viewer.ReceivesAsync("full");
        host.Clock.Step(TimeSpan.FromHours(hours));
        await viewer.ReceivesAsync("delta");
        await viewer.SendAsync("""{"type":"text","content":"hello"}""");
        await viewer.ReceivesAsync("speech");
        Assert.AreEqual(1, await host.HealthAsync("viewers"));
    }

    [TestMethod]
    public async Task SetBack_ClientWithoutAToken_IsClosedOnTime()
    {
        await using AuthHost host = await AuthHost.StartAsync(with: o => o with { AuthTimeout = TimeSpan.FromSeconds(1) });
        await using Viewer silent = await host.Host.ConnectAsync();
        host.Host.Clock.Step(TimeSpan.FromHours(-1));
        Assert.AreEqual(TokenMissing, await silent.ClosedAsync());
    }
}
