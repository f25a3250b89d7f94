using System.CommandLine;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Hosting;

namespace Elysia.Commands;

/// <summary>`elysia config`: prints the effective configuration in the form of an environment file, secrets masked.</summary>
internal static class ConfigCommand
{
    private const string Mask = "********";

    /// <summary>Creates the command.</summary>
    public static Command Create(TextWriter output, TextWriter error)
    {
        var template = new Option<bool>("--template")
        {
            Description = "Print an environment file with every option, its default and its meaning.",
        };
        var command = new Command("config", "Print the configuration in force, secrets masked; exit 78 if it is wrong.")
        {
            template,
        };
        command.SetAction((parsed, _) => parsed.GetValue(template)
            ? WriteTemplateAsync(output) : RunAsync(output, error));
        return command;
    }

    /// <returns>The exit code: 78 when the configuration is wrong, so that it can be checked before a restart.</returns>
    private static async Task<int> RunAsync(TextWriter output, TextWriter error)
    {
        OptionsResult read = StartOptions.Read();
        foreach (string warning in read.Warnings)
        {
            await error.WriteLineAsync($"warning: {warning}").ConfigureAwait(false);
        }

        if (read.Errors.Count > 0)
        {
            await WriteErrorsAsync(read, error).ConfigureAwait(false);
            return ExitCode.Configuration;
        }

        foreach (OptionDescriptor option in OptionTable.All)
        {
            string? value = option.Get(read.Options);
            string shown = option.Secret ? Secret.Mask : value ?? "";
            await output.WriteLineAsync($"{(value is null ? "#" : "")}{option.Name}={(value is null ? "" : shown)}")
                .ConfigureAwait(false);
        }

        return ExitCode.Ok;
    }

    /// <summary>Prints every error of a configuration.</summary>
    public static async Task WriteErrorsAsync(OptionsResult read, TextWriter error)
    {
        await error.WriteLineAsync($"The configuration has {read.Errors.Count} error(s):").ConfigureAwait(false);
        foreach (string line in read.Errors)
        {
            await error.WriteLineAsync($"  {line}").ConfigureAwait(false);
        }
    }

    private static async Task<int> WriteTemplateAsync(TextWriter output)
    {
        await output.WriteAsync(EnvironmentTemplate.Text()).ConfigureAwait(false);
        return ExitCode.Ok;
    }
}
