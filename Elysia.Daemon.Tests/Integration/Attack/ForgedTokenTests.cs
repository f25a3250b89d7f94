using Elysia.Bench.Attack.Attackers;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Attack;

/// <summary>Tests that a daemon on a real socket refuses every forged token of the attacks, in every place where a
/// token may be presented.</summary>
[TestClass]
internal sealed class ForgedTokenTests
{
    private const string Refused = "HTTP/1.1 40";

    [TestMethod]
    [Timeout(60_000)]
    public async Task Forged_InEveryPlace_IsRefused()
    {
        await using AuthHost host = await AuthHost.StartAsync(with: o => o with
        {
            Admission = o.Admission with { MaxRequests = 1000 },
        });
        foreach (ForgedToken forged in ForgedToken.All(host.Host.Clock))
        {
            foreach (string header in (string[])
                [$"Authorization: Bearer {forged.Text}", $"Sec-WebSocket-Protocol: elysia.v1.json, elysia.token.{forged.Text}"])
            {
                StringAssert.StartsWith(await host.UpgradeAsync("/", header), Refused, forged.Name);
            }

            Assert.AreNotEqual(200, (int)(await host.AskForTicketAsync(forged.Text)).Status, forged.Name);
            using RawClient client = await RawClient.UpgradeAsync(host.Host.Port);
            await client.SendAsync(WebSocketFrames.Create(AuthHost.Auth(forged.Text)));
            int code = await client.ReadCloseCodeAsync();
            Assert.IsTrue(code is 4001 or 4002, $"{forged.Name}: {code}");
        }
    }

    [TestMethod]
    public async Task Valid_FromTheSameForge_IsAccepted()
    {
        await using AuthHost host = await AuthHost.StartAsync();
        StringAssert.StartsWith(
            await host.UpgradeAsync("/", $"Authorization: Bearer {host.Forge.Make("operator")}"), "HTTP/1.1 101 ");
    }
}
