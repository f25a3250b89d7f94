using System.Text.Json;

namespace Elysia.Doctor;

/// <summary>Checks that the reverse proxy tells the daemon the addresses of viewers, and that the daemon trusts the
/// proxy and not the viewers.</summary>
/// <remarks>Requests /health through the proxy with a forged address and reads from the response which address the
/// daemon took for the client's.</remarks>
/// <param name="url">The address that viewers open.</param>
internal sealed class ForwardingCheck(Uri url) : ICheck
{
    private const string Subject = "proxy";

    // An address for documentation (RFC 5737), which no client has.
    private const string Claimed = "192.0.2.66";

    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = RequestTimeout };
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(url, "health"));
        request.Headers.Add("X-Forwarded-For", Claimed);
        request.Headers.Add("X-Real-IP", Claimed);
        request.Headers.Add("Forwarded", $"for={Claimed}");
        try
        {
            using HttpResponseMessage answer = await http.SendAsync(request).ConfigureAwait(false);
            return Evaluate(await answer.Content.ReadAsStringAsync().ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // ProxyCheck reports that.
            return [];
        }
    }

    private static Finding[] Evaluate(string health)
    {
        if (Read(health) is not (string address, bool throughProxy))
        {
            // Another version of Elysia, or another program: ProxyCheck reports that, too.
            return [];
        }

        return
        [
            address == Claimed ? Finding.Problem(Subject,
                "A client's own X-Forwarded-For is believed, so any client can claim any address.",
                "The proxy must overwrite it and drop Forwarded; nginx: proxy_set_header X-Forwarded-For $remote_addr; "
                    + "proxy_set_header Forwarded \"\";")
            : !throughProxy ? Finding.Warning(Subject,
                $"The daemon does not receive or does not trust the addresses of viewers: all count as {address}.",
                "Let the proxy send X-Forwarded-For, and name the proxy in ELYSIA_TRUSTED_PROXIES (127.0.0.1 for this machine).")
            : Finding.Ok(Subject, $"Viewers are distinguished by the addresses that the proxy sends ({address} for this one)."),
        ];
    }

    private static (string Address, bool ThroughProxy)? Read(string health)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(health);
            JsonElement you = json.RootElement.GetProperty("you");
            return (you.GetProperty("address").GetString() ?? "", you.GetProperty("through_proxy").GetBoolean());
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }
}
