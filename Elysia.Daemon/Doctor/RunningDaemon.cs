using System.Net;
using System.Text.Json;

namespace Elysia.Doctor;

/// <summary>What answers on the port, when it is Elysia.</summary>
/// <param name="Version">Its version.</param>
/// <param name="ProcessId">Its process.</param>
internal sealed record RunningDaemon(string Version, int ProcessId)
{
    /// <summary>Reads an answer of /health.</summary>
    /// <returns>Null when it is not Elysia's.</returns>
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

    /// <summary>Asks an address of this machine.</summary>
    /// <returns>Null when nobody answers, or somebody else.</returns>
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
