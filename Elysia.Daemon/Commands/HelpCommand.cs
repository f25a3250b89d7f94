using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Text;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Hosting;

namespace Elysia.Commands;

/// <summary>`elysia help`: prints the short help, the help of a command, or all options.</summary>
internal static class HelpCommand
{
    private const int NameColumns = 18;

    // The options that a new operator sets first.
    private static readonly string[] FirstOptions =
        ["ELYSIA_HOST", "ELYSIA_PORT", "ELYSIA_AUTH", "ELYSIA_DATA_DIR", "ELYSIA_LLM_URL", "ELYSIA_TTS", "ELYSIA_LOG_LEVEL"];

    /// <summary>Creates the command.</summary>
    /// <param name="root">The root command, whose subcommands it explains.</param>
    /// <param name="output">The writer for the help.</param>
    /// <param name="error">The writer for errors, such as an unknown command.</param>
    public static Command Create(RootCommand root, TextWriter output, TextWriter error)
    {
        var markdown = new Option<bool>("--markdown") { Description = "Print them as docs/CONFIGURATION.md." };
        var options = new Command("options", "List every option with its default, allowed values and meaning.") { markdown };
        options.SetAction((parsed, _) => WriteAsync(
            output, parsed.GetValue(markdown) ? OptionsText.Markdown() : OptionsText.Terminal()));

        var names = new Argument<string[]>("command")
        {
            Description = "The command to explain, e.g., token.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var help = new Command("help", "Explain a command; `help options` lists all options.") { names, options };
        help.SetAction((parsed, _) => ExplainAsync(root, parsed.GetValue(names) ?? [], output, error));
        return help;
    }

    /// <summary>Makes `elysia --help` print the short help; the help of the subcommands stays as it is.</summary>
    /// <param name="root">The root command, with all its subcommands.</param>
    /// <param name="groups">The subcommands under the headings they are printed below.</param>
    public static void UseShortHelp(RootCommand root, IReadOnlyList<(string Heading, Command[] Commands)> groups)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new RootHelp(root, groups, (SynchronousCommandLineAction)option.Action!);
    }

    private static async Task<int> ExplainAsync(RootCommand root, string[] names, TextWriter output, TextWriter error)
    {
        if (names.Length > 0 && root.Parse(names) is var named && named.CommandResult.Command is RootCommand)
        {
            await error.WriteLineAsync($"There is no command {names[0]}. Try: elysia --help").ConfigureAwait(false);
            return ExitCode.Usage;
        }

        return await root.Parse([.. names, "--help"])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = error }).ConfigureAwait(false);
    }

    private static async Task<int> WriteAsync(TextWriter output, string text)
    {
        await output.WriteAsync(text).ConfigureAwait(false);
        return ExitCode.Ok;
    }

    private static string Text(IReadOnlyList<(string Heading, Command[] Commands)> groups)
    {
        var text = new StringBuilder(
            """
            Elysia avatar server: keeps one face in sync for all its viewers.

            Usage:
              elysia                    run the daemon until SIGTERM or SIGINT (Ctrl-C)
              elysia COMMAND [options]  run one of the commands below; `elysia help COMMAND` explains it


            """);
        foreach ((string heading, Command[] commands) in groups)
        {
            text.Append($"{heading}:\n");
            foreach (Command command in commands)
            {
                Append(text, command.Name, $"{FirstSentence(command.Description!)}.");
            }

            text.Append('\n');
        }

        text.Append("Options are environment variables. The most important:\n");
        foreach (OptionDescriptor option in FirstOptions.Select(name => OptionTable.All.Single(o => o.Name == name)))
        {
            string value = option.Get(new DaemonOptions()) ?? "unset";
            Append(text, option.Name, $"{FirstSentence(option.Help)} ({value}).");
        }

        text.Append($"\n`elysia help options` lists all {OptionTable.All.Count}; `elysia --version` prints the version.\n");
        return text.ToString();
    }

    private static string FirstSentence(string text) => text.Split(". ")[0].TrimEnd('.');

    private static void Append(StringBuilder text, string name, string meaning) =>
        text.Append($"  {name.PadRight(NameColumns)}{meaning}\n");

    private sealed class RootHelp(
        RootCommand root, IReadOnlyList<(string Heading, Command[] Commands)> groups, SynchronousCommandLineAction others)
        : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            if (parseResult.CommandResult.Command != root)
            {
                return others.Invoke(parseResult);
            }

            parseResult.InvocationConfiguration.Output.Write(Text(groups));
            return ExitCode.Ok;
        }
    }
}
