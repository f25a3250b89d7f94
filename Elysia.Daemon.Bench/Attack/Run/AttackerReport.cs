using System.Text.Json.Serialization;

namespace Elysia.Bench.Attack.Run;

/// <summary>An attacker's report of its attack.</summary>
/// <param name="Seconds">The duration of the attack.</param>
/// <param name="Connections">Connections that were accepted.</param>
/// <param name="Sends">The number of times it sent something.</param>
/// <param name="Bytes">Bytes that were sent.</param>
/// <param name="Answers">The answers with counts.</param>
/// <param name="Breaches">Events that must never happen and did, with counts.</param>
internal sealed record AttackerReport(
    double Seconds, long Connections, long Sends, long Bytes, IReadOnlyDictionary<string, long> Answers,
    IReadOnlyDictionary<string, long> Breaches)
{
    /// <summary>An empty report.</summary>
    public static AttackerReport Nothing { get; } =
        new(0, 0, 0, 0, new Dictionary<string, long>(), new Dictionary<string, long>());

    /// <summary>Returns the sum of two reports.</summary>
    public AttackerReport Plus(AttackerReport other) => new(
        Seconds + other.Seconds, Connections + other.Connections, Sends + other.Sends, Bytes + other.Bytes,
        Sum(Answers, other.Answers), Sum(Breaches, other.Breaches));

    private static Dictionary<string, long> Sum(IReadOnlyDictionary<string, long> some, IReadOnlyDictionary<string, long> more) =>
        some.Concat(more).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Sum(p => p.Value));
}

/// <summary>Serializes reports without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(AttackerReport))]
internal sealed partial class AttackerReportJson : JsonSerializerContext;
