using System.Globalization;

namespace Elysia.Bench.Attack;

/// <summary>The operator's options from the command line.</summary>
internal sealed record AttackOptions
{
    public const string Usage = "attack [--only a,b] [--seconds N] [--seed N] [--streams N] [--daemon DLL] [--out FOLDER]";

    public IReadOnlyList<Attack> Attacks { get; private init; } = AttackCatalog.All;

    /// <summary>The duration of one attack, and of the quiet phase before it; there are two of each.</summary>
    /// <remarks>Unit: seconds. Range 1 to 600. Default 6: some 3,600 frames of ten honest viewers each time.</remarks>
    public int Seconds { get; private init; } = 6;

    /// <summary>The number of frame streams that are played without sockets; 0 for none.</summary>
    /// <remarks>Range 0 to 100,000,000. Default 100,000: half a minute.</remarks>
    public int Streams { get; private init; } = 100_000;

    /// <summary>The seed of all random choices of the attackers. Default: random; it is printed.</summary>
    public int Seed { get; private init; } = Random.Shared.Next();

    /// <summary>The path of elysia.dll. Default: the one that this program was built with.</summary>
    public string Daemon { get; private init; } = Path.Combine(AppContext.BaseDirectory, "elysia.dll");

    /// <summary>The folder for ATTACKS.md and its figures; null for docs/ of this tree.</summary>
    public string? Output { get; private init; }

    /// <summary>Reads the arguments; null if one is wrong, with a message for the operator.</summary>
    public static AttackOptions? Parse(string[] args, out string error)
    {
        var options = new AttackOptions();
        error = args.Length % 2 == 0 ? "" : $"{args[^1]}: unknown, or its value is missing";
        for (int index = 0; index + 1 < args.Length && error.Length == 0; index += 2)
        {
            options = options.With(args[index], args[index + 1], out error);
        }

        return error.Length == 0 ? options : null;
    }

    private AttackOptions With(string name, string value, out string error)
    {
        error = "";
        switch (name)
        {
            case "--only":
                return this with { Attacks = Choice.Of(AttackCatalog.All, attack => attack.Key, value, "attack", out error) };
            case "--seconds" when int.TryParse(value, CultureInfo.InvariantCulture, out int seconds)
                && seconds is >= 1 and <= 600:
                return this with { Seconds = seconds };
            case "--streams" when int.TryParse(value, CultureInfo.InvariantCulture, out int streams)
                && streams is >= 0 and <= 100_000_000:
                return this with { Streams = streams };
            case "--seed" when int.TryParse(value, CultureInfo.InvariantCulture, out int seed):
                return this with { Seed = seed };
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
