using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Elysia.Bench.Attack.Attackers;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Fakes.Hosts;

/// <summary>A daemon that requires tokens, and the ways to connect to it.</summary>
internal sealed class AuthHost : IAsyncDisposable
{
    private readonly HttpClient _http = new();

    private AuthHost(DaemonHost host) => (Host, Forge) = (host, new TokenForge(host.Clock));

    /// <summary>The daemon.</summary>
    public DaemonHost Host { get; }

    /// <summary>Builds tokens with the daemon's clock.</summary>
    public TokenForge Forge { get; }

    /// <summary>Starts a daemon.</summary>
    public static async Task<AuthHost> StartAsync(string transport = "auto", Func<DaemonOptions, DaemonOptions>? with = null)
    {
        DaemonOptions Jwt(DaemonOptions options)
        {
            DaemonOptions jwt = options with { Auth = AuthMode.Jwt, JwtSecret = new Secret(TokenForge.Secret) };
            return with?.Invoke(jwt) ?? jwt;
        }

        return new AuthHost(await DaemonHost.StartAsync(transport, Jwt));
    }

    /// <summary>Connects with a token in the Authorization header.</summary>
    public Task<Viewer> ConnectAsync(string token) => Viewer.ConnectAsync(
        Host.WebSocket(), options => options.SetRequestHeader("Authorization", $"Bearer {token}"));

    /// <summary>Connects by offered subprotocols, like a page.</summary>
    public Task<Viewer> OfferAsync(params string[] subprotocols) => Viewer.ConnectAsync(
        Host.WebSocket(), options => Array.ForEach(subprotocols, options.AddSubProtocol));

    /// <summary>Connects without a token and sends a first message.</summary>
    public async Task<Viewer> SayAsync(string message)
    {
        Viewer viewer = await Host.ConnectAsync();
        await viewer.SendAsync(message);
        return viewer;
    }

    /// <summary>Returns the message that carries a token.</summary>
    public static string Auth(string token) => $$"""{"type":"auth","token":"{{token}}"}""";

    /// <summary>Requests a ticket and returns the response.</summary>
    public async Task<(HttpStatusCode Status, string Body, string Challenge)> AskForTicketAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Host.Address, "/ticket"));
        request.Content = new ByteArrayContent([]);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Headers.WwwAuthenticate.ToString());
    }

    /// <summary>Requests a ticket and returns it.</summary>
    public async Task<string> TicketAsync(string token)
    {
        (HttpStatusCode status, string body, _) = await AskForTicketAsync(token);
        Assert.AreEqual(HttpStatusCode.OK, status, body);
        JsonElement json = Json.Parse(body);
        Assert.AreEqual(30, json.GetProperty("expires_in").GetInt32());
        return json.GetProperty("ticket").GetString()!;
    }

    /// <summary>Sends an upgrade request and returns the head of the response, status included.</summary>
    public async Task<string> UpgradeAsync(string path = "/", params string[] headers)
    {
        using RawClient client = await RawClient.ConnectAsync(Host.Port);
        await client.SendAsync(RawClient.Request(Host.Port, path: path, more: headers));
        return await client.ReadHeadAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Host.DisposeAsync();
    }
}
