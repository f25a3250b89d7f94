using System.Globalization;

namespace Elysia.Bench.Pairs;

/// <summary>The options of the command line.</summary>
internal sealed record PairsOptions
{
    public const string StartKey = "start";
    public const string FrameKey = "frame";

    public const string Usage =
        "pairs --base DLL --candidate DLL [--pairs N] [--only start,frame] [--clients N] [--seconds N]";

    // The default of ELYSIA_MAX_VIEWERS.
    private const int ClientsMax = 10_000;

    private static readonly string[] All = [StartKey, FrameKey];

    /// <summary>elysia.dll of the build that is the measure; empty until it is given.</summary>
    public string Base { get; private init; } = "";

    /// <summary>elysia.dll of the build that may be slower; empty until it is given.</summary>
    public string Candidate { get; private init; } = "";

    /// <summary>Pairs of each measure.</summary>
    /// <remarks>Range 1 to 200. Default 20; from 6 on the interval covers 95 %.</remarks>
    public int Pairs { get; private init; } = 20;

    /// <summary>Keys of the measures.</summary>
    public IReadOnlyList<string> Measures { get; private init; } = All;

    /// <summary>Viewers of a run that measures the cost of a frame.</summary>
    /// <remarks>Range 1 to 10,000. Default 500: the daemon uses about a quarter of its core.</remarks>
    public int Clients { get; private init; } = 500;

    /// <summary>Length of the measurement in such a run.</summary>
    /// <remarks>Unit: seconds. Range 1 to 600. Default 4.</remarks>
    public int Seconds { get; private init; } = 4;

    /// <summary>Reads the arguments.</summary>
    /// <param name="args">The arguments after the name of the command.</param>
    /// <param name="error">The fault in them; empty when there is none.</param>
    /// <returns>Null when something is wrong.</returns>
    public static PairsOptions? Parse(string[] args, out string error)
    {
        var options = new PairsOptions();
        error = args.Length % 2 == 0 ? "" : $"{args[^1]}: unknown, or its value is missing";
        for (int index = 0; index + 1 < args.Length && error.Length == 0; index += 2)
        {
            options = options.With(args[index], args[index + 1], out error);
        }

        if (error.Length == 0 && (options.Base.Length == 0 || options.Candidate.Length == 0))
        {
            error = "--base and --candidate are needed";
        }

        return error.Length == 0 ? options : null;
    }

    private PairsOptions With(string name, string value, out string error)
    {
        error = "";
        switch (name)
        {
            case "--base" when File.Exists(value):
                return this with { Base = Path.GetFullPath(value) };
            case "--candidate" when File.Exists(value):
                return this with { Candidate = Path.GetFullPath(value) };
            case "--pairs" when IsNumber(value, 200, out int pairs):
                return this with { Pairs = pairs };
            case "--only" when value.Trim(',', ' ').Length > 0:
                return this with { Measures = Choice.Of(All, key => key, value, "measure", out error) };
            case "--clients" when IsNumber(value, ClientsMax, out int clients):
                return this with { Clients = clients };
            case "--seconds" when IsNumber(value, 600, out int seconds):
                return this with { Seconds = seconds };
            default:
                error = $"{name} {value}: unknown option, or a value it does not take";
                return this;
        }
    }

    private static bool IsNumber(string value, int max, out int number) =>
        int.TryParse(value, CultureInfo.InvariantCulture, out number) && number >= 1 && number <= max;
}
