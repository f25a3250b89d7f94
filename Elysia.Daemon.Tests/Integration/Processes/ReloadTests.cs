using System.Security.Cryptography;
using Elysia.Bench.Attack.Attackers;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Processes;

/// <summary>SIGHUP on the built binary: keys and revoked subjects are reloaded, and broken files change
/// nothing.</summary>
[TestClass]
internal sealed class ReloadTests
{
    private readonly TokenForge _forge = new(TimeProvider.System);

    [TestMethod]
    public async Task Sighup_KeysRotatedAndSubjectRevoked_BothTakeEffectAtOnce()
    {
        using RSA old = RSA.Create(2048);
        using ECDsa next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var jwks = new TempFile(TokenForge.Jwks(("old", old)));
        using var revoked = new TempFile("");
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync(
            ("ELYSIA_AUTH", "jwt"), ("ELYSIA_JWKS", jwks.Path), ("ELYSIA_REVOKED_FILE", revoked.Path));
        string oldToken = Sign("RS256", "old", TokenForge.Rsa(old), "ann");
        string newToken = Sign("ES256", "next", TokenForge.Ec(next), "bob");
        await using Viewer ann = await ConnectAsync(daemon, oldToken);
        await ann.ReceivesAsync("full");

        jwks.Write(TokenForge.Jwks(("next", next)));
        revoked.Write("ann\n");
        await SendSighupAsync(daemon, reloads: 2);
        Assert.AreEqual(4004, await ann.ClosedAsync());
        await using Viewer bob = await ConnectAsync(daemon, newToken);
        await bob.ReceivesAsync("full");
        Assert.AreEqual("401", await StatusAsync(daemon, Sign("RS256", "old", TokenForge.Rsa(old), "carl")));

        jwks.Write("nonsense");
        revoked.Write("bob\n\u0007\n");
        await SendSighupAsync(daemon, reloads: 4);
        Assert.IsTrue(daemon.Output.Any(l => l.Contains("it is no JSON Web Key Set", StringComparison.Ordinal)));
        Assert.IsTrue(daemon.Output.Any(l => l.Contains("line 2 is no subject", StringComparison.Ordinal)));
        Assert.AreEqual("101", await StatusAsync(daemon, newToken), "The old keys must stay in force.");
        Assert.IsFalse(bob.IsClosed);

        daemon.Send(DaemonProcess.Signal.Terminate);
        Assert.AreEqual(0, await daemon.ExitAsync());
        string log = string.Join('\n', daemon.Output);
        Assert.DoesNotContain(oldToken, log, StringComparison.Ordinal);
        Assert.DoesNotContain(newToken, log, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Sighup_NothingToReload_KeepsRunning()
    {
        using DaemonProcess daemon = await DaemonProcess.StartDaemonAsync();
        daemon.Send(DaemonProcess.Signal.Hangup);
        await using Viewer viewer = await daemon.ConnectAsync();
        await viewer.ReceivesAsync("delta", 10);
        daemon.Send(DaemonProcess.Signal.Terminate);
        Assert.AreEqual(0, await daemon.ExitAsync());
    }

    private static async Task SendSighupAsync(DaemonProcess daemon, int reloads)
    {
        daemon.Send(DaemonProcess.Signal.Hangup);
        await Eventually.TrueAsync(
            () => daemon.Output.Count(l => l.Contains("SIGHUP: ", StringComparison.Ordinal)) == reloads, $"{reloads} reloads");
    }

    private static Task<Viewer> ConnectAsync(DaemonProcess daemon, string token) => Viewer.ConnectAsync(
        new Uri($"ws://127.0.0.1:{daemon.Port}/"), o => o.SetRequestHeader("Authorization", $"Bearer {token}"));

    private static async Task<string> StatusAsync(DaemonProcess daemon, string token)
    {
        using RawClient client = await RawClient.ConnectAsync(daemon.Port);
        await client.SendAsync(RawClient.Request(daemon.Port, more: $"Authorization: Bearer {token}"));
        return (await client.ReadHeadAsync()).Split(' ')[1];
    }

    private string Sign(string algorithm, string key, Func<byte[], byte[]> sign, string subject) =>
        TokenForge.Sign($$"""{"alg":"{{algorithm}}","kid":"{{key}}"}""", _forge.Claims("viewer", subject), sign);
}
