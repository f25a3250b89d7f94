using System.Buffers;
using System.Text.Json;
using Elysia.Admission.Tokens;

namespace Elysia.Http;

/// <summary>Serves POST /ticket: exchanges a token for a ticket that is valid for one WebSocket. For browsers that keep
/// their token out of addresses and subprotocols.</summary>
/// <param name="auth">Validates tokens and issues tickets.</param>
internal sealed class TicketEndpoint(Authenticator auth) : IHttpEndpoint
{
    /// <inheritdoc/>
    public string Path => "/ticket";

    /// <inheritdoc/>
    public string Methods => "POST";

    /// <inheritdoc/>
    /// <remarks>Uses the current keys only.</remarks>
    public HttpResponse Answer(HttpRequest request) =>
        auth.IsOn ? Issue(auth.Check(Credential.Bearer(request.Headers))) : Off();

    /// <inheritdoc/>
    /// <remarks>Reads the keys again if the token's key is unknown.</remarks>
    public async ValueTask<HttpResponse> AnswerAsync(HttpRequest request) =>
        auth.IsOn ? Issue(await auth.CheckAsync(Credential.Bearer(request.Headers)).ConfigureAwait(false)) : Off();

    private static HttpResponse Off() => HttpResponse.Text(404, "No ticket is needed: authentication is off.");

    private HttpResponse Issue(TokenResult result)
    {
        if (result.Grant is not { } grant)
        {
            return HttpResponse.Unauthorized(result);
        }

        if (auth.TryIssueTicket(grant) is not { } ticket)
        {
            return HttpResponse.Text(429, "Too many tickets wait to be used. Use them, or try again later.",
                ("Retry-After", HttpResponse.RetryAfterSeconds));
        }

        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("ticket"u8, ticket);
            json.WriteNumber("expires_in"u8, (int)Tickets.Lifetime.TotalSeconds);
            json.WriteEndObject();
        }

        return new HttpResponse(200, "application/json", buffer.WrittenMemory, ("Cache-Control", "no-store"));
    }
}
