using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using Elysia.Bench.Attack.Attackers;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>Tests every way to present a token, on both transports, and that a client without one sees
/// nothing.</summary>
[TestClass]
internal sealed class PresentationTests
{
    private const string Refused = "HTTP/1.1 401 ";
    private static AuthHost[] _hosts = [];

    public static IEnumerable<object[]> Transports => [[0], [1]];

    [ClassInitialize]
    public static async Task StartAsync(TestContext _) =>
        _hosts = [await AuthHost.StartAsync("auto"), await AuthHost.StartAsync("plain")];

    [ClassCleanup]
    public static async Task StopAsync()
    {
        foreach (AuthHost host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Header_ValidToken_StreamsAsWithoutAuthentication(int transport)
    {
        AuthHost host = _hosts[transport];
        await using Viewer viewer = await host.ConnectAsync(host.Forge.Make("viewer"));
        await viewer.ReceivesAsync("delta", 3);
        Assert.IsFalse(viewer.Messages[0].TryGetProperty("type", out _), "The state comes first.");
        Assert.IsEmpty(viewer.Of("auth"), "A client that sent a header sees nothing new.");
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Header_InvalidToken_Is401WithTheReason(int transport)
    {
        AuthHost host = _hosts[transport];
        (string Token, string Reason)[] cases =
        [
            (host.Forge.Make(lasts: TimeSpan.FromMinutes(-5)), "it has expired"),
            (host.Forge.Make(with: ("nbf", host.Forge.In(TimeSpan.FromMinutes(5)))), "it is not valid yet"),
            (host.Forge.Make(with: ("aud", "\"other\"")), "it is for another audience"),
            (host.Forge.Make(with: ("iss", "\"other\"")), "it is of another issuer"),
            (host.Forge.Make()[..^2], "its signature is wrong"),
            (TokenForge.Sign("""{"alg":"none"}""", host.Forge.Claims("operator"), _ => []), "by an algorithm"),
            ("nonsense", "it is no JSON Web Token"),
            (new string('x', 9000), "it is longer than 8192 characters"),
        ];
        foreach ((string token, string reason) in cases)
        {
            string head = await host.UpgradeAsync("/", $"Authorization: Bearer {token}");
            StringAssert.StartsWith(head, Refused, reason);
            StringAssert.Contains(head, "WWW-Authenticate: Bearer realm=\"elysia\", error=\"invalid_token\"");
            StringAssert.Contains(head, reason);
            Assert.DoesNotContain(token, head, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Subprotocol_Token_IsAcceptedAndNeverEchoed(int transport)
    {
        AuthHost host = _hosts[transport];
        string token = host.Forge.Make();
        await using Viewer viewer = await host.OfferAsync("elysia.v1.json", $"elysia.token.{token}");
        await viewer.ReceivesAsync("full");
        Assert.AreEqual("elysia.v1.json", viewer.SubProtocol);

        string head = await host.UpgradeAsync("/", $"Sec-WebSocket-Protocol: elysia.token.{token}, elysia.v1.json");
        StringAssert.StartsWith(head, "HTTP/1.1 101 ");
        Assert.DoesNotContain(token, head, StringComparison.Ordinal);
        StringAssert.StartsWith(
            await host.UpgradeAsync("/", "Sec-WebSocket-Protocol: elysia.v1.json, elysia.token.nonsense"), Refused);
        StringAssert.StartsWith(
            await host.UpgradeAsync("/", $"Sec-WebSocket-Protocol: elysia.token.{token}"), "HTTP/1.1 400 ",
            "There is no subprotocol to select.");
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task FirstMessage_Token_IsRequestedAndAccepted(int transport)
    {
        AuthHost host = _hosts[transport];
        await using Viewer viewer = await host.Host.ConnectAsync();
        JsonElement asked = await viewer.ReceivesAsync("auth");
        Assert.AreEqual("required", asked.GetProperty("status").GetString());
        Assert.AreEqual(5, asked.GetProperty("seconds").GetInt32());
        Assert.HasCount(1, viewer.Messages, "Nothing is shown before.");

        await viewer.SendAsync(AuthHost.Auth(host.Forge.Make("speaker")));
        await viewer.ReceivesAsync("delta");
        Assert.IsFalse(viewer.Messages[1].TryGetProperty("type", out _), "Then the state comes first.");
        JsonElement taken = await viewer.ReceivesAsync("auth", 2);
        Assert.AreEqual("ok", taken.GetProperty("status").GetString());
        Assert.AreEqual("speaker", taken.GetProperty("role").GetString());
        Assert.IsInRange(3590, 3600, taken.GetProperty("seconds").GetInt32());
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task FirstMessage_InvalidToken_GetsAnErrorAndIsClosed(int transport)
    {
        AuthHost host = _hosts[transport];
        await using Viewer viewer = await host.SayAsync(AuthHost.Auth(host.Forge.Make(lasts: TimeSpan.FromHours(-1))));
        Assert.AreEqual(4002, await viewer.ClosedAsync());
        JsonElement error = viewer.Of("error").Single();
        Assert.AreEqual("The token was refused: it has expired", error.GetProperty("message").GetString());
        NothingShown(viewer);
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task FirstMessage_AnythingElse_IsClosed(int transport)
    {
        AuthHost host = _hosts[transport];
        string[] messages =
            ["""{"type":"text","content":"hello"}""", "nonsense", "", """{"type":"auth"}""", """{"type":"auth","token":5}"""];
        foreach (string message in messages)
        {
            await using Viewer viewer = await host.SayAsync(message);
            Assert.AreEqual(4001, await viewer.ClosedAsync(), message);
            NothingShown(viewer);
        }

        await using Viewer huge = await host.SayAsync(AuthHost.Auth(new string('x', 50_000)));
        Assert.AreEqual(1009, await huge.ClosedAsync());
        await using Viewer gone = await host.Host.ConnectAsync();
        await gone.CloseAsync();
        Assert.AreEqual(1000, gone.CloseCode);
        Assert.AreEqual(0, await host.Host.HealthAsync("viewers"));
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Ticket_FromPost_IsValidOnceInEitherPlace(int transport)
    {
        AuthHost host = _hosts[transport];
        string token = host.Forge.Make("viewer");
        string ticket = await host.TicketAsync(token);
        await using Viewer first = await host.Host.ConnectAsync($"/?ticket={ticket}");
        await first.ReceivesAsync("full");
        StringAssert.StartsWith(await host.UpgradeAsync($"/?ticket={ticket}"), Refused, "A replay.");
        StringAssert.StartsWith(
            await host.UpgradeAsync("/", $"Sec-WebSocket-Protocol: elysia.v1.json, elysia.ticket.{ticket}"), Refused,
            "A replay.");

        ticket = await host.TicketAsync(token);
        await using Viewer second = await host.OfferAsync("elysia.v1.json", $"elysia.ticket.{ticket}");
        await second.ReceivesAsync("full");
        Assert.AreEqual("elysia.v1.json", second.SubProtocol);
        StringAssert.StartsWith(await host.UpgradeAsync("/?ticket=AAAAAAAAAAAAAAAAAAAAAA"), Refused);
        StringAssert.StartsWith(await host.UpgradeAsync("/?ticket="), Refused);
    }

    [TestMethod]
    public async Task Ticket_ManyClientsWithOneTicket_OneIsAccepted()
    {
        AuthHost host = _hosts[0];
        string ticket = await host.TicketAsync(host.Forge.Make("viewer"));
        string[] heads = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.UpgradeAsync($"/?ticket={ticket}")));
        Assert.AreEqual(1, heads.Count(h => h.StartsWith("HTTP/1.1 101 ", StringComparison.Ordinal)));
        Assert.AreEqual(19, heads.Count(h => h.StartsWith(Refused, StringComparison.Ordinal)));
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task PostTicket_WithoutAValidToken_Is401(int transport)
    {
        AuthHost host = _hosts[transport];
        (HttpStatusCode status, _, string challenge) = await host.AskForTicketAsync(null);
        Assert.AreEqual(HttpStatusCode.Unauthorized, status);
        Assert.AreEqual("Bearer realm=\"elysia\"", challenge);
        (status, string body, challenge) = await host.AskForTicketAsync(host.Forge.Make(lasts: TimeSpan.FromHours(-1)));
        Assert.AreEqual(HttpStatusCode.Unauthorized, status);
        Assert.AreEqual("The token was refused: it has expired.\n", body);
        StringAssert.Contains(challenge, "error_description=\"it has expired\"");
        using RawClient client = await RawClient.ConnectAsync(host.Host.Port);
        await client.SendAsync("GET /ticket HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        StringAssert.StartsWith(await client.ReadHeadAsync(), "HTTP/1.1 405 ");
    }

    [TestMethod]
    [DynamicData(nameof(Transports))]
    public async Task Query_WithAToken_IsRefused(int transport)
    {
        AuthHost host = _hosts[transport];
        string token = host.Forge.Make();
        foreach (string name in (string[])["token", "access_token", "jwt"])
        {
            StringAssert.StartsWith(await host.UpgradeAsync($"/?{name}={token}"), "HTTP/1.1 400 ", name);
            StringAssert.StartsWith(
                await host.UpgradeAsync($"/?{name}={token}", $"Authorization: Bearer {token}"), "HTTP/1.1 400 ", name);
        }

        StringAssert.StartsWith(await host.UpgradeAsync($"/?ticket={token}"), Refused, "A token is not a ticket.");
    }

    [TestMethod]
    public async Task Header_OfAnotherScheme_IsIgnored()
    {
        AuthHost host = _hosts[0];
        StringAssert.StartsWith(await host.UpgradeAsync("/", "Authorization: Basic YTpi"), "HTTP/1.1 101 ");
        string ticket = await host.TicketAsync(host.Forge.Make());
        StringAssert.StartsWith(await host.UpgradeAsync($"/?ticket={ticket}", "Authorization: Basic YTpi"), "HTTP/1.1 101 ");
    }

    [TestMethod]
    public async Task Keys_FromAUrl_AreRotatedWhileViewersStay()
    {
        using RSA old = RSA.Create(2048);
        using ECDsa next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var web = new WebStub(null);
        await using AuthHost host = await AuthHost.StartAsync(
            with: o => o with { JwtSecret = null, Jwks = web.Address.AbsoluteUri });
        await Eventually.TrueAsync(() => web.Requests == 1, "the keys are asked for at the start");

        // The provider starts later than the daemon; the first token makes the daemon ask again.
        web.Answer = WebStub.Ok(TokenForge.Jwks(("old", old)));
        await Eventually.TrueAsync(
            () => host.Host.Log.Lines.Any(l => l.Contains("no answer within", StringComparison.Ordinal)),
            "the first request for the keys fails");
        string claims = host.Forge.Claims("viewer");
        string first = TokenForge.Sign("""{"alg":"RS256","kid":"old"}""", claims, TokenForge.Rsa(old));
        await using Viewer viewer = await host.ConnectAsync(first);
        await viewer.ReceivesAsync("full");

        web.Answer = WebStub.Ok(TokenForge.Jwks(("next", next)));
        Array.ForEach([.. host.Host.Reloadables], r => Assert.IsNull(r.Reload()));
        string second = TokenForge.Sign("""{"alg":"ES256","kid":"next"}""", claims, TokenForge.Ec(next));
        await viewer.SendAsync(AuthHost.Auth(second));
        Assert.AreEqual("ok", (await viewer.ReceivesAsync("auth")).GetProperty("status").GetString());
        StringAssert.StartsWith(await host.UpgradeAsync("/", $"Authorization: Bearer {first}"), Refused);
        Assert.DoesNotContain("secret=1", string.Join('\n', host.Host.Log.Lines), StringComparison.Ordinal);
    }

    private static void NothingShown(Viewer viewer) =>
        Assert.IsFalse(viewer.Messages.Any(m => m.TryGetProperty("expression", out _)), "A picture was shown.");
}
