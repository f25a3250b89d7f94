using System.Text.Json;

namespace Elysia.Doctor;

/// <summary>Whether the reverse proxy says who a viewer is, and whether she believes the proxy and not the viewer.</summary>
/// <remarks>Asks /health through the proxy under a false name and reads there whom she took it for.</remarks>
/// <param name="url">The address that viewers open.</param>
internal sealed class ForwardingCheck(Uri url) : ICheck
{
    private const string Subject = "proxy";

    // An address of documentation (RFC 5737): nobody has it.
    private const string Claimed = "192.0.2.66";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> LookAsync()
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(handler) { Timeout = Patience };
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
            // The check of the proxy itself tells that.
            return [];
        }
    }

    private static Finding[] Evaluate(string health)
    {
        if (Read(health) is not (string address, bool throughProxy))
        {
            // Another Elysia, or none: told by the check of the proxy, too.
            return [];
        }

        return
        [
            address == Claimed ? Finding.Problem(Subject,
                "A client's own X-Forwarded-For is believed, so anybody can pretend to be anybody.",
                "The proxy must overwrite it and drop Forwarded; nginx: proxy_set_header X-Forwarded-For $remote_addr; "
                    + "proxy_set_header Forwarded \"\";")
            : !throughProxy ? Finding.Warning(Subject,
                $"She is not told who a viewer is, or does not believe it: all count as {address}.",
                "Let the proxy send X-Forwarded-For, and name the proxy in ELYSIA_TRUSTED_PROXIES (127.0.0.1 for this machine).")
            : Finding.Ok(Subject, $"Viewers are told apart by what it says ({address} for this one), not by what they claim."),
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
