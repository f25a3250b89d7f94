using System.Net;
using System.Net.Http.Headers;
using Elysia.Bench.Attack.Attackers;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Monitoring;

/// <summary>Operator paths requested over a real socket as a proxy requests them for a stranger, with tokens and
/// without.</summary>
[TestClass]
internal sealed class OperatorTokenTests
{
    private static readonly HttpClient Http = new();

    [TestMethod]
    [DataRow("/metrics", "operator", HttpStatusCode.OK)]
    [DataRow("/status", "operator", HttpStatusCode.OK)]
    [DataRow("/status.json", "operator", HttpStatusCode.OK)]
    [DataRow("/metrics", "engine", HttpStatusCode.Forbidden)]
    [DataRow("/metrics", "speaker", HttpStatusCode.Forbidden)]
    [DataRow("/metrics", null, HttpStatusCode.Forbidden)]
    public async Task OperatorPath_StrangerWithAToken_IsOpenToOperatorsOnly(string path, string? role, HttpStatusCode status)
    {
        await using AuthHost host = await AuthHost.StartAsync();
        string? token = role is null ? null : host.Forge.Make(role);
        Assert.AreEqual(status, await AskAsync(host.Host, path, token));
    }

    [TestMethod]
    public async Task OperatorPath_WithAuthentication_IsOpenToThisMachineWithoutAToken()
    {
        await using AuthHost host = await AuthHost.StartAsync();
        Assert.AreEqual(HttpStatusCode.OK, (await Http.GetAsync(new Uri(host.Host.Address, "/metrics"))).StatusCode);
    }

    [TestMethod]
    public async Task OperatorPath_WithoutAuthentication_IsClosedToStrangersWithAnyToken()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        Assert.AreEqual(HttpStatusCode.Forbidden, await AskAsync(host, "/metrics", new TokenForge(host.Clock).Make("operator")));
    }

    [TestMethod]
    public async Task Metrics_TokensWereChecked_CountThemByVerdict()
    {
        await using AuthHost host = await AuthHost.StartAsync();
        string good = host.Forge.Make("operator");
        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync(host.Host, "/metrics", good[..^4] + "AAAA"));
        Assert.AreEqual(HttpStatusCode.Unauthorized, await AskAsync(host.Host, "/metrics", "no token"));
        await host.TicketAsync(good);
        await using Viewer silent = await host.Host.ConnectAsync();
        await silent.ReceivesAsync("auth");

        string metrics = await Http.GetStringAsync(new Uri(host.Host.Address, "/metrics"));
        Assert.Contains("\nelysia_tokens_total{verdict=\"accepted\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("\nelysia_tokens_total{verdict=\"bad_signature\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("\nelysia_tokens_total{verdict=\"malformed\"} 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("\nelysia_tickets_waiting 1\n", metrics, StringComparison.Ordinal);
        Assert.Contains("\nelysia_clients_pending 1\n", metrics, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> AskAsync(DaemonHost host, string path, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(host.Address, path));
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        using HttpResponseMessage answer = await Http.SendAsync(request);
        return answer.StatusCode;
    }
}
