using System.CommandLine;
using System.CommandLine.Parsing;

namespace Elysia.Bench;

/// <summary>--json [FILE]: where the result goes as JSON.</summary>
internal static class JsonOption
{
    /// <summary>The option.</summary>
    /// <param name="defaultFile">The file that is written when the option is not given; null for none.</param>
    public static Option<string?> Create(string? defaultFile) => new("--json")
    {
        Description = "Without a FILE, or with -: print JSON instead of the table. With a FILE: write it there as well.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
        DefaultValueFactory = _ => defaultFile,
    };

    /// <summary>What was asked for.</summary>
    public static JsonTarget Of(ParseResult parsed, Option<string?> option)
    {
        OptionResult? given = parsed.GetResult(option);
        bool isBare = given is { Implicit: false } && given.Tokens.Count == 0;
        string? file = isBare ? "-" : parsed.GetValue(option);
        return new JsonTarget(file);
    }
}
