using System.Text.Json.Serialization;

namespace Elysia.Bench.Attack.Run;

/// <summary>The result of one attack.</summary>
internal sealed record AttackRow
{
    /// <summary>The maximum ratio of the honest viewers' p99 under attack to their quiet p99. The goal of issue
    /// 5.</summary>
    public const double RatioMax = 2;

    /// <summary>The growth of live memory, from the rest after the first round to the rest after the last, that counts
    /// as none.</summary>
    /// <remarks>Unit: bytes. 256 KiB: caches of the runtime, and code compiled meanwhile.</remarks>
    public const long GrowthNoise = 256 * 1024;

    public required string Key { get; init; }

    public required string What { get; init; }

    public required string Guard { get; init; }

    public required string Date { get; init; }

    public required string Commit { get; init; }

    public required int Honest { get; init; }

    public int HonestOpen { get; init; }

    public long Checked { get; init; }

    public long Wrong { get; init; }

    /// <summary>p99 of the honest viewers' frame age before the attack. Unit: ms.</summary>
    public double QuietP99Ms { get; init; }

    /// <summary>The same during the attack.</summary>
    public double AttackP99Ms { get; init; }

    /// <summary>The daemon's memory before the attack, its maximum during the attack, and at rest after each round.
    /// Unit: bytes.</summary>
    public long BytesBefore { get; init; }

    public long BytesPeak { get; init; }

    public IReadOnlyList<long> BytesAfter { get; init; } = [];

    /// <summary>Live memory after a full collection: before the attack, and at rest after each round. Unit:
    /// bytes.</summary>
    public long LiveBefore { get; init; }

    public IReadOnlyList<long> LiveAfter { get; init; } = [];

    /// <summary>Share of the attack during which collections stopped all threads.</summary>
    public double PausedShare { get; init; }

    public int DescriptorsBefore { get; init; }

    public int DescriptorsPeak { get; init; }

    public int DescriptorsAfter { get; init; }

    /// <summary>The daemon's CPU use during the attack. Unit: cores.</summary>
    public double Cores { get; init; }

    public double LogMegabytes { get; init; }

    /// <summary>The attacker's actions over all rounds.</summary>
    public AttackerReport Attacker { get; init; } = AttackerReport.Nothing;

    /// <summary>The reasons why the daemon did not withstand the attack; empty if it did.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    [JsonIgnore]
    public double Ratio => QuietP99Ms > 0 ? AttackP99Ms / QuietP99Ms : 0;

    /// <summary>The growth of live memory from the first round to the last. Unit: bytes.</summary>
    [JsonIgnore]
    public long Growth => LiveAfter.Count == 0 ? 0 : LiveAfter[^1] - LiveAfter[0];
}

/// <summary>Serializes rows without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(AttackReport))]
internal sealed partial class AttackReportJson : JsonSerializerContext;
