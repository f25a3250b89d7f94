using System.CommandLine;
using Elysia.Hosting;
using Elysia.LoadTest;

namespace Elysia.Commands;

/// <summary>The command line: `elysia` runs the daemon, subcommands do everything else.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command that the arguments name.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error)
    {
        // The service starts without arguments; its start need not wait for the table of commands and their help.
        if (args.Length == 0)
        {
            return await RunCommand.RunAsync(error, CancellationToken.None).ConfigureAwait(false);
        }

        RootCommand root = Create(output, error);
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var fault in parsed.Errors)
            {
                await error.WriteLineAsync(fault.Message).ConfigureAwait(false);
            }

            await error.WriteLineAsync("Try: elysia --help").ConfigureAwait(false);
            return ExitCode.Usage;
        }

        var settings = new InvocationConfiguration
        {
            Output = output,
            Error = error,

            // The host handles signals: it closes every connection before the process ends.
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        return await parsed.InvokeAsync(settings).ConfigureAwait(false);
    }

    /// <summary>Creates the root command with every subcommand.</summary>
    internal static RootCommand Create(TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Elysia avatar server: keeps one face in sync for all its viewers.");
        root.SetAction((_, stopping) => RunCommand.RunAsync(error, stopping));

        (string Heading, Command[] Commands)[] groups =
        [
            ("Set up",
            [
                ConfigCommand.Create(output, error),
                TokenCommand.Create(output, error, TimeProvider.System),
                DoctorCommand.Create(output, TimeProvider.System),
            ]),
            ("Look after data", [MemoryCommand.Create(output, error, TimeProvider.System)]),
            ("Record and measure",
            [
                RecordingCommands.Record(error),
                RecordingCommands.Replay(output, error),
                BenchCommand.Create(output, TimeProvider.System),
            ]),
            ("Learn more", [HelpCommand.Create(root, output, error)]),
        ];
        foreach (Command command in groups.SelectMany(group => group.Commands))
        {
            root.Subcommands.Add(command);
        }

        HelpCommand.UseShortHelp(root, groups);
        return root;
    }
}
