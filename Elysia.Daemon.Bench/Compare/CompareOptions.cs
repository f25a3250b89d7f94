using System.Globalization;
using Elysia.Bench.Compare.Plan;

namespace Elysia.Bench.Compare;

/// <summary>The operator's options from the command line.</summary>
internal sealed record CompareOptions
{
    public const string Usage =
        "compare [--quick] [--peers a,b] [--workloads a,b] [--rounds N] [--daemon DLL] [--out FOLDER]";

    /// <summary>Whether this is a smoke run: few viewers, short windows, one round; its report goes to out/ instead of
    /// docs/.</summary>
    public bool Quick { get; private init; }

    public IReadOnlyList<Peer> Peers { get; private init; } = PeerCatalog.All;

    public IReadOnlyList<Workload> Workloads { get; private init; } = Workload.All;

    /// <summary>The number of times that each workload runs on all peers.</summary>
    /// <remarks>Range 1 to 20. Default 3: enough for a median, and finished within half an hour.</remarks>
    public int Rounds { get; private init; } = 3;

    /// <summary>The path of a built daemon; null to publish the one of this tree.</summary>
    public string? Daemon { get; private init; }

    /// <summary>The folder for BENCHMARKS.md and its charts; null for docs/ of this tree.</summary>
    public string? Output { get; private init; }

    /// <summary>Reads the arguments; null if one is wrong, with a message for the operator.</summary>
    public static CompareOptions? Parse(string[] args, out string error)
    {
        var options = new CompareOptions();
        error = "";
        for (int index = 0; index < args.Length && error.Length == 0; index++)
        {
            if (args[index] == "--quick")
            {
                Workload[] shortened = [.. options.Workloads.Select(workload => workload.Shortened())];
                options = options with { Quick = true, Rounds = 1, Workloads = shortened };
                continue;
            }

            if (index + 1 == args.Length)
            {
                error = $"{args[index]}: unknown, or its value is missing";
                break;
            }

            options = options.With(args[index], args[++index], out error);
        }

        return error.Length == 0 ? options : null;
    }

    private CompareOptions With(string name, string value, out string error)
    {
        error = "";
        switch (name)
        {
            case "--peers":
                return this with { Peers = Choice.Of(PeerCatalog.All, peer => peer.Key, value, "peer", out error) };
            case "--workloads":
                return this with { Workloads = Choice.Of(Workloads, item => item.Key, value, "workload", out error) };
            case "--rounds"
                when int.TryParse(value, CultureInfo.InvariantCulture, out int rounds) && rounds is >= 1 and <= 20:
                return this with { Rounds = rounds };
            case "--daemon" when File.Exists(value):
                return this with { Daemon = Path.GetFullPath(value) };
            case "--out":
                return this with { Output = Path.GetFullPath(value) };
            default:
                error = $"{name} {value}: unknown option, or an invalid value";
                return this;
        }
    }
}
