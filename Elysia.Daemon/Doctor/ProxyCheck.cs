using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace Elysia.Doctor;

/// <summary>Checks that the reverse proxy leads to this daemon, with valid TLS and the headers that a WebSocket
/// needs.</summary>
/// <param name="url">The address that viewers open.</param>
/// <param name="running">The daemon that answers on this machine; null if none does.</param>
/// <param name="time">The clock.</param>
internal sealed class ProxyCheck(Uri url, RunningDaemon? running, TimeProvider time) : ICheck
{
    private const string Subject = "proxy";
    private const string Guide =
        "Compare with /usr/share/elysia/nginx/elysia.conf, then: sudo nginx -t && sudo systemctl reload nginx";
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan ExpirySoon = TimeSpan.FromDays(14);

    private DateTimeOffset? _expires;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> RunAsync()
    {
        List<Finding> findings = [];
        if (await CheckHealthAsync(findings).ConfigureAwait(false))
        {
            CheckCertificate(findings);
            findings.Add(await CheckWebSocketAsync().ConfigureAwait(false));
        }

        return findings;
    }

    private async Task<bool> CheckHealthAsync(List<Finding> findings)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
        {
            _expires = certificate is null ? null
                : DateTimeOffset.Parse(certificate.GetExpirationDateString(), CultureInfo.CurrentCulture);
            return errors == SslPolicyErrors.None;
        };
        using var http = new HttpClient(handler) { Timeout = RequestTimeout };
        try
        {
            using HttpResponseMessage answer = await http.GetAsync(new Uri(url, "health")).ConfigureAwait(false);
            string body = await answer.Content.ReadAsStringAsync().ConfigureAwait(false);
            findings.Add(Evaluate(answer.StatusCode, RunningDaemon.Parse(body)));
            if (url.Scheme == Uri.UriSchemeHttps && !answer.Headers.Contains("Strict-Transport-Security"))
            {
                findings.Add(Finding.Warning(Subject, "The proxy sends no Strict-Transport-Security.", Guide));
            }

            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException e) when (e.InnerException is AuthenticationException)
        {
            string why = _expires < time.GetUtcNow() ? "it has expired" : "its name or its authority is wrong";
            findings.Add(Finding.Problem(Subject, $"The certificate of {url.Host} is not valid: {why}.",
                "sudo certbot renew, then: sudo systemctl reload nginx"));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            findings.Add(Finding.Problem(Subject, $"{url} cannot be reached: {e.Message}",
                "Does the name lead to this machine, does nginx run, is the port open? "
                    + "sudo systemctl status nginx; sudo ufw status"));
        }

        return false;
    }

    private Finding Evaluate(HttpStatusCode status, RunningDaemon? seen) => status switch
    {
        HttpStatusCode.OK when seen is null => Finding.Problem(
            Subject, $"The program that answers at {url} is not Elysia.", Guide),
        HttpStatusCode.OK when running is not null && seen.ProcessId != running.ProcessId =>
            Finding.Problem(Subject, $"{url} leads to another daemon than this machine's.", Guide),
        HttpStatusCode.OK => Finding.Ok(Subject, $"{url} leads to this daemon."),
        HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout => Finding.Problem(Subject,
            $"The proxy does not reach Elysia ({(int)status}).",
            "The server in its upstream must be ELYSIA_HOST:ELYSIA_PORT, and Elysia must run."),
        _ => Finding.Problem(Subject, $"{url}health returns status {(int)status}.", Guide),
    };

    private void CheckCertificate(List<Finding> findings)
    {
        if (_expires is { } end && end - time.GetUtcNow() < ExpirySoon)
        {
            findings.Add(Finding.Warning(Subject, $"The certificate of {url.Host} expires on "
                + $"{end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.",
                "sudo certbot renew. Its timer should have done so: systemctl list-timers certbot.timer"));
        }
    }

    private async Task<Finding> CheckWebSocketAsync()
    {
        using var socket = new ClientWebSocket();
        using var limit = new CancellationTokenSource(RequestTimeout, time);
        try
        {
            var address = new UriBuilder(new Uri(url, "ws")) { Scheme = url.Scheme == Uri.UriSchemeHttps ? "wss" : "ws" };
            await socket.ConnectAsync(address.Uri, limit.Token).ConfigureAwait(false);
            return Finding.Ok(Subject, "WebSockets pass through the proxy.");
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            return Finding.Problem(Subject, $"WebSockets do not pass through the proxy: {e.Message}",
                "The proxy must forward HTTP/1.1 and the headers Upgrade and Connection. " + Guide);
        }
    }
}
