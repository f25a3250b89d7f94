using System.Text.Json;
using Elysia.Bench.Attack.Attackers;
using Elysia.Configuration;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Tests what each role permits, how long a client may stay, and how the daemon closes its
/// connection.</summary>
[TestClass]
internal sealed class AccessTests
{
    private const string Text = """{"type":"text","content":"hello"}""";
    private const string Interrupt = """{"type":"interrupt"}""";
    private const string Emotion = """{"type":"emotion","emotion":"calm"}""";
    private const string Vision = """{"type":"vision","presence":true}""";
    private const string Mood = """{"type":"mood","valence":0.9,"arousal":0.5,"dominance":0}""";
    private const string Expression = """{"type":"expression_update","mouth_width":0.5}""";
    private const string Revoke = """{"type":"revoke","subject":"nobody"}""";

    public static IEnumerable<object[]> Transports => [["auto"], ["plain"]];

    [TestMethod]
    [DataRow("viewer", new string[0])]
    [DataRow("speaker", new[] { Text, Interrupt, Emotion, Vision })]
    [DataRow("engine", new[] { Mood, Expression })]
    [DataRow("operator", new[] { Text, Interrupt, Emotion, Vision, Mood, Expression, Revoke })]
    public async Task Send_EveryMessage_IsAcceptedFromItsRolesOnly(string role, string[] allowed)
    {
        await using AuthHost host = await AuthHost.StartAsync();
        await using Viewer viewer = await host.ConnectAsync(host.Forge.Make(role));
        await viewer.ReceivesAsync("full");
        int errors = 0;
        foreach (string message in (string[])[Text, Interrupt, Emotion, Vision, Mood, Expression, Revoke])
        {
            await viewer.SendAsync(message);
            if (!allowed.Contains(message))
            {
                JsonElement error = await viewer.ReceivesAsync("error", ++errors);
                StringAssert.EndsWith(error.GetProperty("message").GetString(), $"'; yours is '{role}'");
            }
        }

        // An invalid message is answered last, which proves that the accepted messages before it brought no error.
        await viewer.SendAsync("{}");
        await viewer.ReceivesAsync("error", ++errors);
        Assert.HasCount(errors, viewer.Of("error"));
        Assert.AreEqual(7 - allowed.Length,
            host.Host.Log.Lines.Count(l => l.EndsWith("was refused: RoleNeeded", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Send_WithoutTheRole_MovesNothing()
    {
        await using AuthHost host = await AuthHost.StartAsync();
        await using Viewer viewer = await host.ConnectAsync(host.Forge.Make("speaker"));
        await viewer.ReceivesAsync("full");
        double curve = viewer.Picture![0];
        await viewer.SendAsync(Mood);
        JsonElement error = await viewer.ReceivesAsync("error");
        Assert.AreEqual(
            "This message needs the role 'engine'; yours is 'speaker'", error.GetProperty("message").GetString());
        await viewer.ReceivesAsync("delta", viewer.Of("delta").Count + 5);
        Assert.AreEqual(curve, viewer.Picture![0]);
    }

    [TestMethod]
    [DataRow(new string[0], "operator")]
    [DataRow(new[] { "X-Forwarded-For: 203.0.113.7" }, "speaker")]
    [DataRow(new[] { "Forwarded: for=203.0.113.7" }, "speaker")]
    public async Task AuthOff_DirectOrProxied_IsOperatorOrSpeaker(string[] headers, string role)
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer viewer = await Viewer.ConnectAsync(
            host.WebSocket(), o => Array.ForEach(headers, h => o.SetRequestHeader(h.Split(": ")[0], h.Split(": ")[1])));
        await viewer.ReceivesAsync("full");
        await viewer.SendAsync(Text);
        await viewer.ReceivesAsync("speech");
        await viewer.SendAsync(Mood);
        await viewer.SendAsync("{}");
        JsonElement error = await viewer.ReceivesAsync("error");
        string expected = role == "operator" ? "Message must have 'type' field" : "needs the role 'engine'; yours is 'speaker'";
        StringAssert.EndsWith(error.GetProperty("message").GetString(), expected);
    }

    [TestMethod]
    public async Task AuthOff_TokenSent_IsToldThatNoneIsNeeded()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer viewer = await Viewer.ConnectAsync(
            host.WebSocket("/?token=x"), o => o.SetRequestHeader("Authorization", "Bearer nonsense"));
        await viewer.SendAsync(AuthHost.Auth("nonsense"));
        Assert.AreEqual("off", (await viewer.ReceivesAsync("auth")).GetProperty("status").GetString());
        await viewer.SendAsync(Revoke);
        JsonElement error = await viewer.ReceivesAsync("error");
        StringAssert.Contains(error.GetProperty("message").GetString(), "authentication is off");
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Stay_TokenNearsExpiry_IsWarnedRenewedAndLosesNoTick(string transport)
    {
        await using AuthHost host = await AuthHost.StartAsync(transport);
        await using Viewer viewer = await Viewer.ConnectAsync(
            host.Host.WebSocket("/?stamps=1"),
            o => o.SetRequestHeader("Authorization", $"Bearer {host.Forge.Make("viewer", lasts: TimeSpan.FromHours(1))}"));
        await using Viewer witness = await Viewer.ConnectAsync(
            host.Host.WebSocket("/?stamps=1"),
            o => o.SetRequestHeader("Authorization", $"Bearer {host.Forge.Make("viewer", "bob", TimeSpan.FromHours(9))}"));
        await Task.WhenAll(viewer.ReceivesAsync("delta"), witness.ReceivesAsync("delta"));

        host.Host.Clock.Step(TimeSpan.FromMinutes(59) + TimeSpan.FromSeconds(5));
        JsonElement warning = await viewer.ReceivesAsync("auth");
        Assert.AreEqual("expiring", warning.GetProperty("status").GetString());
        Assert.IsInRange(45, 55, warning.GetProperty("seconds").GetInt32());

        await viewer.SendAsync(AuthHost.Auth("nonsense"));
        await viewer.ReceivesAsync("error");
        await viewer.SendAsync(AuthHost.Auth(host.Forge.Make("viewer", "bob")));
        JsonElement other = await viewer.ReceivesAsync("error", 2);
        StringAssert.EndsWith(other.GetProperty("message").GetString(), "it is of another subject than this connection");
        await viewer.SendAsync(AuthHost.Auth(host.Forge.Make("engine", lasts: TimeSpan.FromHours(2))));
        JsonElement ok = await viewer.ReceivesAsync("auth", 2);
        Assert.AreEqual("engine", ok.GetProperty("role").GetString());

        host.Host.Clock.Step(TimeSpan.FromMinutes(10));
        int seen = viewer.Ticks.Count;
        await viewer.ReceivesAsync("delta", viewer.Of("delta").Count + 60);
        Assert.IsFalse(viewer.IsClosed);

        // The witness does nothing with tokens: every tick that it saw, the other one must have seen too.
        long[] from = [.. witness.Ticks.Where(t => t >= viewer.Ticks[0] && t <= viewer.Ticks[^1])];
        CollectionAssert.IsSubsetOf(from.Where(t => t >= viewer.Ticks[1]).ToArray(), viewer.Ticks.ToArray());
        Assert.IsGreaterThan(60, from.Length);
        Assert.IsGreaterThan(seen, viewer.Ticks.Count);
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Stay_TokenExpires_IsClosedWith4003(string transport)
    {
        await using AuthHost host = await AuthHost.StartAsync(transport);
        await using Viewer viewer = await host.SayAsync(AuthHost.Auth(host.Forge.Make("viewer")));
        await using Viewer other = await host.ConnectAsync(host.Forge.Make("viewer", lasts: TimeSpan.FromHours(9)));
        await viewer.ReceivesAsync("full");
        host.Host.Clock.Step(TimeSpan.FromHours(1));
        Assert.AreEqual(4003, await viewer.ClosedAsync());
        await other.ReceivesAsync("delta", other.Of("delta").Count + 5);
        Assert.IsFalse(other.IsClosed);
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Revoke_ByAnOperator_ClosesTheSubjectAndRefusesItLater(string transport)
    {
        await using AuthHost host = await AuthHost.StartAsync(transport);
        string token = host.Forge.Make("viewer", "ann");
        string ticket = await host.TicketAsync(token);
        await using Viewer first = await host.ConnectAsync(token);
        await using Viewer second = await host.SayAsync(AuthHost.Auth(token));
        await using Viewer other = await host.ConnectAsync(host.Forge.Make("viewer", "bob"));
        await using Viewer chief = await host.ConnectAsync(host.Forge.Make("operator", "chief"));
        await Task.WhenAll(first.ReceivesAsync("full"), second.ReceivesAsync("full"), other.ReceivesAsync("full"));

        await chief.SendAsync("""{"type":"revoke","subject":"ann"}""");
        JsonElement done = await chief.ReceivesAsync("revoked");
        Assert.AreEqual("ann", done.GetProperty("subject").GetString());
        Assert.AreEqual(2, done.GetProperty("closed").GetInt32());
        Assert.AreEqual(4004, await first.ClosedAsync());
        Assert.AreEqual(4004, await second.ClosedAsync());
        StringAssert.Contains(await host.UpgradeAsync("/", $"Authorization: Bearer {token}"), "its subject was revoked");
        StringAssert.StartsWith(await host.UpgradeAsync($"/?ticket={ticket}"), "HTTP/1.1 401 ");
        await other.ReceivesAsync("delta", other.Of("delta").Count + 5);
        Assert.IsFalse(other.IsClosed);
    }

    [TestMethod]
    public async Task Reload_FileNamesASubject_ClosesIt()
    {
        using var file = new TempFile("carl\n");
        await using AuthHost host = await AuthHost.StartAsync(with: o => o with { RevokedFile = file.Path });
        Array.ForEach([.. host.Host.Reloadables], r => Assert.IsNull(r.Reload()));
        await using Viewer ann = await host.ConnectAsync(host.Forge.Make("viewer", "ann"));
        await ann.ReceivesAsync("full");
        StringAssert.StartsWith(
            await host.UpgradeAsync("/", $"Authorization: Bearer {host.Forge.Make("viewer", "carl")}"), "HTTP/1.1 401 ");
        file.Write("ann\n");
        Array.ForEach([.. host.Host.Reloadables], r => Assert.IsNull(r.Reload()));
        Assert.AreEqual(4004, await ann.ClosedAsync());
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Pending_NoToken_IsClosedInTimeAndBounded(string transport)
    {
        await using AuthHost host = await AuthHost.StartAsync(
            transport, o => o with { AuthTimeout = TimeSpan.FromSeconds(1), AuthPending = 3 });
        var silent = new List<Viewer>();
        for (int i = 0; i < 3; i++)
        {
            silent.Add(await host.Host.ConnectAsync());
            await silent[i].ReceivesAsync("auth");
        }

        await using Viewer further = await host.Host.ConnectAsync();
        Assert.AreEqual(1013, await silent[0].ClosedAsync(), "The oldest gives way.");
        Assert.AreEqual(0, await host.Host.HealthAsync("viewers"), "They do not count as viewers.");

        // A client that sends a token with its request needs none of the slots for clients without one.
        await using Viewer viewer = await host.ConnectAsync(host.Forge.Make("viewer"));
        foreach (Viewer client in silent.Skip(1).Append(further))
        {
            Assert.AreEqual(4001, await client.ClosedAsync());
            Assert.HasCount(1, client.Messages, "Nothing was shown.");
            await client.DisposeAsync();
        }

        await silent[0].DisposeAsync();
        StringAssert.StartsWith(await host.UpgradeAsync(), "HTTP/1.1 101 ", "Connections are accepted again.");
    }

    [TestMethod]
    public async Task Pending_TokenWhenFull_IsClosedAsFull()
    {
        await using AuthHost host = await AuthHost.StartAsync(with: o => o with { MaxViewers = 1 });
        await using Viewer late = await host.Host.ConnectAsync();
        await late.ReceivesAsync("auth");
        await using Viewer first = await host.ConnectAsync(host.Forge.Make("viewer"));
        await first.ReceivesAsync("full");
        await late.SendAsync(AuthHost.Auth(host.Forge.Make("viewer")));
        Assert.AreEqual(1013, await late.ClosedAsync());
    }

    [TestMethod]
    public async Task Log_WholeLog_HasNoTokenAndNoSecret()
    {
        await using AuthHost host = await AuthHost.StartAsync();
        string good = host.Forge.Make("operator");
        string bad = host.Forge.Make(with: ("iss", "\"other\""));
        await using Viewer viewer = await host.ConnectAsync(good);
        await using Viewer second = await host.SayAsync(AuthHost.Auth(bad));
        await second.ClosedAsync();
        await viewer.SendAsync(AuthHost.Auth(bad));
        await viewer.ReceivesAsync("error");
        string ticket = await host.TicketAsync(good);
        await host.UpgradeAsync($"/?ticket={ticket}");
        await host.UpgradeAsync($"/?token={good}");
        await host.UpgradeAsync("/", $"Authorization: Bearer {bad}");
        string log = string.Join('\n', host.Host.Log.Lines);
        StringAssert.Contains(log, "A token was refused at the handshake: WrongIssuer");
        foreach (string secret in (string[])[good, bad, good.Split('.')[2], bad.Split('.')[2], ticket, TokenForge.Secret])
        {
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        }

        var options = new DaemonOptions { JwtSecret = new Secret(TokenForge.Secret) };
        Assert.DoesNotContain(TokenForge.Secret, options.ToString(), StringComparison.Ordinal);
    }
}
