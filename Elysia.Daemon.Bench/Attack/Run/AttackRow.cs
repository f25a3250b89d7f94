using System.Text.Json.Serialization;

namespace Elysia.Bench.Attack.Run;

/// <summary>What came of one attack.</summary>
internal sealed record AttackRow
{
    /// <summary>Longest honest p99 under attack, in quiet ones. The goal of issue 5.</summary>
    public const double RatioMax = 2;

    /// <summary>Growth of what is held from the rest after the first round to that after the last that is taken for
    /// none.</summary>
    /// <remarks>Unit: bytes. 256 KiB: caches of the runtime, code that was compiled meanwhile.</remarks>
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

    /// <summary>The same during it.</summary>
    public double AttackP99Ms { get; init; }

    /// <summary>The daemon's memory before, at most during, and at rest after each round. Unit: bytes.</summary>
    public long BytesBefore { get; init; }

    public long BytesPeak { get; init; }

    public IReadOnlyList<long> BytesAfter { get; init; } = [];

    /// <summary>What is held when all garbage is collected: before, and at rest after each round. Unit: bytes.</summary>
    public long LiveBefore { get; init; }

    public IReadOnlyList<long> LiveAfter { get; init; } = [];

    /// <summary>Share of the attack in which collections stopped every thread.</summary>
    public double PausedShare { get; init; }

    public int DescriptorsBefore { get; init; }

    public int DescriptorsPeak { get; init; }

    public int DescriptorsAfter { get; init; }

    /// <summary>The daemon's CPU during the attack, 1 being a whole core.</summary>
    public double Cores { get; init; }

    public double LogMegabytes { get; init; }

    /// <summary>What the attacker did, over all rounds.</summary>
    public AttackerReport Attacker { get; init; } = AttackerReport.Nothing;

    /// <summary>Why it does not hold; empty when it does.</summary>
    public IReadOnlyList<string> Failures { get; init; } = [];

    [JsonIgnore]
    public double Ratio => QuietP99Ms > 0 ? AttackP99Ms / QuietP99Ms : 0;

    /// <summary>What more is held after the last round than after the first. Unit: bytes.</summary>
    [JsonIgnore]
    public long Growth => LiveAfter.Count == 0 ? 0 : LiveAfter[^1] - LiveAfter[0];
}

/// <summary>Writes and reads rows without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(AttackReport))]
internal sealed partial class AttackReportJson : JsonSerializerContext;
