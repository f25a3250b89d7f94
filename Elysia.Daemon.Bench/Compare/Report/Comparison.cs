using System.Text.Json.Serialization;
using Elysia.Bench.Compare.Plan;
using Elysia.Bench.Compare.Run;

namespace Elysia.Bench.Compare.Report;

/// <summary>The result: every run, and the median of every metric over the rounds.</summary>
/// <param name="Medians">By peer, then by metric; null if the peer has no figure in any round.</param>
internal sealed record Comparison(
    MachineFacts Machine,
    bool Quick,
    int Rounds,
    IReadOnlyList<Workload> Workloads,
    IReadOnlyList<Peer> Peers,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, double?>> Medians,
    IReadOnlyList<RunResult> Runs)
{
    // The noise between two medians on a busy machine; a smaller difference does not count as a lead.
    private const double SameWithin = 0.03;

    public static Comparison From(CompareOptions options, MachineFacts machine, IReadOnlyList<RunResult> runs)
    {
        var medians = options.Peers.ToDictionary(
            peer => peer.Key,
            peer => (IReadOnlyDictionary<string, double?>)Metric.All.ToDictionary(
                metric => metric.Key, metric => Median(Values(metric, peer.Key, runs))));
        return new Comparison(machine, options.Quick, options.Rounds, options.Workloads, options.Peers, medians, runs);
    }

    public double? Value(string peer, Metric metric) => Medians[peer][metric.Key];

    /// <summary>Returns the maximum share of the two cores that other processes used in any run.</summary>
    public double NoiseMax() => Runs
        .Where(run => run.Viewers is not null)
        .Select(run => run.ForeignCpuSeconds / (2 * run.Viewers!.Seconds))
        .DefaultIfEmpty()
        .Max();

    /// <summary>Returns the servers, best first; those without a figure last.</summary>
    public IEnumerable<Peer> Ranking(Metric metric) =>
        Peers.OrderBy(peer => Value(peer.Key, metric) ?? double.MaxValue);

    /// <summary>Returns the peers that beat Elysia in a metric; the floor is a reference, not a peer.</summary>
    public IEnumerable<Peer> AheadOfElysia(Metric metric)
    {
        if (!Medians.ContainsKey(PeerCatalog.Elysia.Key) || Value(PeerCatalog.Elysia.Key, metric) is not { } ours)
        {
            return [];
        }

        double direction = metric.LowerIsBetter ? 1 : -1;
        return Peers.Where(peer =>
            peer != PeerCatalog.Elysia && peer != PeerCatalog.Floor
            && Value(peer.Key, metric) is { } theirs
            && (ours - theirs) * direction > Math.Abs(ours) * SameWithin);
    }

    private static List<double> Values(Metric metric, string peer, IReadOnlyList<RunResult> runs)
    {
        var values = new List<double>();
        foreach (RunResult run in runs.Where(run => run.Peer == peer && run.Workload == metric.Workload))
        {
            double? unit = 1;
            if (metric.PairedWithFloor)
            {
                RunResult? floor = runs.FirstOrDefault(other => other.Peer == PeerCatalog.Floor.Key
                    && other.Workload == run.Workload && other.Round == run.Round);
                unit = floor is null ? null : metric.Value(floor);
            }

            if (metric.Value(run) / unit is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    private static double? Median(List<double> values)
    {
        values.Sort();
        int middle = values.Count / 2;
        return values.Count == 0 ? null
            : values.Count % 2 == 1 ? values[middle]
            : (values[middle - 1] + values[middle]) / 2;
    }
}

/// <summary>Serializes it without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, WriteIndented = true)]
[JsonSerializable(typeof(Comparison))]
internal sealed partial class ComparisonJson : JsonSerializerContext;
