using System.CommandLine;
using System.Globalization;
using Elysia.Configuration;
using Elysia.Hosting;
using Elysia.Memory;

namespace Elysia.Commands;

/// <summary>`elysia memory`: what she remembers, for the operator and for whom it is about. Works beside a running
/// daemon.</summary>
internal static class MemoryCommand
{
    // The unit's StateDirectory.
    private const string ServiceFolder = "/var/lib/elysia";

    /// <summary>The command with its subcommands.</summary>
    public static Command Create(TextWriter output, TextWriter error, TimeProvider time)
    {
        var folder = new Option<string?>("--data-dir")
        {
            Description = $"The data folder; ELYSIA_DATA_DIR when not given, and the service's ({ServiceFolder}) without both.",
        };
        var subject = new Option<string?>("--subject") { Description = "Only this speaker, as export names it." };
        var memory = new Command("memory", "What she remembers on disk: look at it, export it, forget.");

        var status = new Command("status", "How much there is.") { folder };
        status.SetAction((parsed, _) => With(parsed.GetValue(folder), error, time, store => StatusAsync(store, output)));

        var export = new Command("export", "Everything, or one speaker's turns, as JSON lines.") { folder, subject };
        export.SetAction((parsed, _) => With(parsed.GetValue(folder), error, time,
            store => MemoryExport.WriteAsync(store, parsed.GetValue(subject), output)));

        var who = new Argument<string?>("subject")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "The speaker to forget, as export names it.",
        };
        var all = new Option<bool>("--all") { Description = "Forget every turn with everybody." };
        var forget = new Command("forget", "Forget a speaker: the words are overwritten in the file.") { who, all, folder };
        forget.Validators.Add(given =>
        {
            if (given.GetValue(who) is null == !given.GetValue(all))
            {
                given.AddError("Name one speaker, or --all.");
            }
        });
        forget.SetAction((parsed, _) => With(parsed.GetValue(folder), error, time,
            store => SayAsync(output, store.Forget(parsed.GetValue(all) ? null : parsed.GetValue(who)))));

        var days = Number("--days", "Forget turns older than so many days.");
        var turns = Number("--turns", "Keep so many of each speaker.");
        var total = Number("--total", "Keep so many in all.");
        var prune = new Command("prune", "Forget what is beyond bounds; those of the options where none is given.")
        {
            days, turns, total, folder,
        };
        prune.SetAction((parsed, _) => With(parsed.GetValue(folder), error, time, store => SayAsync(output, store.Prune(
            MemoryFile.Bounds(new MemorySettings
            {
                Days = parsed.GetValue(days) ?? Settings().Days,
                TurnsPerSubject = parsed.GetValue(turns) ?? Settings().TurnsPerSubject,
                TurnsInAll = parsed.GetValue(total) ?? Settings().TurnsInAll,
            })))));

        foreach (Command command in (Command[])[status, export, forget, prune])
        {
            memory.Subcommands.Add(command);
        }

        return memory;
    }

    private static MemorySettings Settings() => OptionsReader.FromEnvironment().Options.Memory;

    private static Option<int?> Number(string name, string help)
    {
        var option = new Option<int?>(name) { Description = help };
        option.Validators.Add(given =>
        {
            if (given.Tokens is [{ } text] && !(int.TryParse(text.Value, CultureInfo.InvariantCulture, out int n) && n > 0))
            {
                given.AddError($"{name} is \"{text.Value}\"; allowed: a whole number from 1.");
            }
        });
        return option;
    }

    private static async Task<int> With(
        string? given, TextWriter error, TimeProvider time, Func<MemoryStore, Task> work)
    {
        MemorySettings settings = Settings();
        string folder = given ?? settings.Folder ?? ServiceFolder;
        try
        {
            using MemoryStore? store = MemoryFile.OpenExisting(folder, MemoryFile.Bounds(settings), time);
            if (store is null)
            {
                await error.WriteLineAsync($"There is no memory in {folder}.").ConfigureAwait(false);
                return ExitCode.Configuration;
            }

            await work(store).ConfigureAwait(false);
            return ExitCode.Ok;
        }
        catch (MemoryUnavailableException e)
        {
            await error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCode.Configuration;
        }
    }

    private static async Task StatusAsync(MemoryStore store, TextWriter output)
    {
        (long turns, long subjects) = store.Size();
        await output.WriteLineAsync($"{turns} turns with {subjects} speakers").ConfigureAwait(false);
        foreach ((string name, long value) in store.Counters())
        {
            await output.WriteLineAsync($"{name} {value}").ConfigureAwait(false);
        }
    }

    private static Task SayAsync(TextWriter output, long gone) => output.WriteLineAsync($"{gone} turns forgotten");
}
