using System.Net;
using System.Text.Json;

namespace Elysia.Doctor;

/// <summary>The Elysia daemon that answers on the port.</summary>
/// <param name="Version">The version of the daemon.</param>
/// <param name="ProcessId">The process id of the daemon.</param>
internal sealed record RunningDaemon(string Version, int ProcessId)
{
    /// <summary>Parses a response of /health.</summary>
    /// <returns>The daemon; null if the response is not from Elysia.</returns>
    public static RunningDaemon? Parse(string health)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(health);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("version", out JsonElement version) && version.GetString() is { } text
                && json.RootElement.TryGetProperty("pid", out JsonElement pid) && pid.TryGetInt32(out int process)
                ? new RunningDaemon(text, process) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Requests /health from an address of this machine.</summary>
    /// <returns>The daemon; null if nothing or another program answers.</returns>
    public static async Task<RunningDaemon?> AskAsync(HttpClient http, string host, int port)
    {
        try
        {
            string address = host is "localhost" or "0.0.0.0" ? IPAddress.Loopback.ToString() : host;
            return Parse(await http.GetStringAsync(new Uri($"http://{address}:{port}/health")).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return null;
        }
    }
}
