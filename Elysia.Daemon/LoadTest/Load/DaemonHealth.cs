using System.Text.Json;

namespace Elysia.LoadTest.Load;

/// <summary>The figures that a daemon reports at /health. Any of them may be missing: the daemon may be older, or
/// another program.</summary>
/// <param name="ProcessId">Its process id.</param>
/// <param name="RateHz">The tick rate that it is aiming for. Unit: Hz.</param>
/// <param name="LatenessMaxMs">The maximum lateness of a tick since the daemon started. Unit: milliseconds.</param>
/// <param name="SkippedTicks">Ticks that were skipped because the daemon was late.</param>
/// <param name="MergedTicks">Ticks that viewers did not receive one by one because they, or their sender, were
/// late.</param>
internal sealed record DaemonHealth(
    int? ProcessId, double? RateHz, double? LatenessMaxMs, double? SkippedTicks, double? MergedTicks)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Requests the report.</summary>
    /// <param name="daemon">The daemon's WebSocket address; /health is on the same port.</param>
    /// <param name="stopping">Ends the request.</param>
    /// <returns>Null if there is no response within two seconds, or the response is not a report.</returns>
    public static async Task<DaemonHealth?> AskAsync(Uri daemon, CancellationToken stopping)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            var address = new UriBuilder(Uri.UriSchemeHttp, daemon.Host, daemon.Port, "/health").Uri;
            byte[] json = await client.GetByteArrayAsync(address, stopping).ConfigureAwait(false);
            using JsonDocument report = JsonDocument.Parse(json);
            return report.RootElement.ValueKind == JsonValueKind.Object ? Read(report.RootElement) : null;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return null;
        }
    }

    private static DaemonHealth Read(JsonElement report) => new(
        (int?)Number(report, "pid"), Number(report, "rate_hz"), Number(report, "lateness_ms_max"),
        Number(report, "skipped_ticks"), Number(report, "merged_ticks"));

    private static double? Number(JsonElement report, string name) =>
        report.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble() : null;
}
