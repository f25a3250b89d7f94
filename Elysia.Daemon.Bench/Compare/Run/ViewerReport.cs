using System.Text.Json.Serialization;

namespace Elysia.Bench.Compare.Run;

/// <summary>The line the viewers print at the end. An age is null when nothing was delivered.</summary>
/// <param name="Delivered">Frames that reached healthy viewers inside the window.</param>
/// <param name="GapMaxMs">The longest silence any healthy viewer had.</param>
/// <param name="ViewerCpuSeconds">Their own CPU: near <paramref name="Seconds"/> they are the bottleneck.</param>
internal sealed record ViewerReport(
    long Delivered,
    double Seconds,
    int Healthy,
    int HealthyLost,
    int Stalled,
    double Fps,
    double FpsMin,
    double GapMaxMs,
    double? AgeP50Ms,
    double? AgeP99Ms,
    double? AgeP999Ms,
    double? AgeMaxMs,
    double ViewerCpuSeconds);

/// <summary>Reads it without reflection, as everything else in the project does.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ViewerReport))]
internal sealed partial class ViewerReportJson : JsonSerializerContext;
