using System.Text.Json.Serialization;

namespace Elysia.Bench.Attack.Run;

/// <summary>What a attacker tells of its attack when it ends.</summary>
/// <param name="Seconds">How long it attacked.</param>
/// <param name="Connections">Connections that were taken.</param>
/// <param name="Sends">Times it sent something.</param>
/// <param name="Bytes">Bytes that were taken.</param>
/// <param name="Answers">What it was answered, with counts.</param>
/// <param name="Breaches">What must never happen and did.</param>
internal sealed record AttackerReport(
    double Seconds, long Connections, long Sends, long Bytes, IReadOnlyDictionary<string, long> Answers,
    IReadOnlyDictionary<string, long> Breaches)
{
    /// <summary>The report of nobody.</summary>
    public static AttackerReport Nothing { get; } =
        new(0, 0, 0, 0, new Dictionary<string, long>(), new Dictionary<string, long>());

    /// <summary>Both together.</summary>
    public AttackerReport Plus(AttackerReport other) => new(
        Seconds + other.Seconds, Connections + other.Connections, Sends + other.Sends, Bytes + other.Bytes,
        Sum(Answers, other.Answers), Sum(Breaches, other.Breaches));

    private static Dictionary<string, long> Sum(IReadOnlyDictionary<string, long> some, IReadOnlyDictionary<string, long> more) =>
        some.Concat(more).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Sum(p => p.Value));
}

/// <summary>Writes and reads it without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AttackerReport))]
internal sealed partial class AttackerReportJson : JsonSerializerContext;
