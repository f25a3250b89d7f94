using System.CommandLine;
using System.Globalization;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Hosting;
using Elysia.Memory;

namespace Elysia.Commands;

/// <summary>`elysia memory`: shows, exports or deletes what she remembers, for the operator and for speakers who ask
/// what is stored about them. Works while the daemon runs.</summary>
internal static class MemoryCommand
{
    // The unit's StateDirectory.
    private const string ServiceFolder = "/var/lib/elysia";

    /// <summary>Creates the command with its subcommands.</summary>
    public static Command Create(TextWriter output, TextWriter error, TimeProvider time)
    {
        var folder = new Option<string?>("--data-dir")
        {
            Description = $"The data folder. By default ELYSIA_DATA_DIR, or {ServiceFolder} if that is unset.",
        };
        var subject = new Option<string?>("--subject") { Description = "Only this speaker, named as in the export." };
        var memory = new Command("memory", "Show, export or delete what she remembers on disk.");

        var status = new Command("status", "Print how much is kept.") { folder };
        status.SetAction((parsed, _) => With(parsed.GetValue(folder), error, time, store => StatusAsync(store, output)));

        var export = new Command("export", "Print all turns, or those of one speaker, as lines of JSON.") { folder, subject };
        export.SetAction((parsed, _) => With(parsed.GetValue(folder), error, time,
            store => MemoryExport.WriteAsync(store, parsed.GetValue(subject), output)));

        var speaker = new Argument<string?>("subject")
        {
            Arity = ArgumentArity.ZeroOrOne,
            Description = "The speaker to delete, named as in the export.",
        };
        var all = new Option<bool>("--all") { Description = "Delete the turns of all speakers." };
        var forget = new Command("forget", "Delete the turns of a speaker; the words are overwritten in the file.")
        {
            speaker, all, folder,
        };
        forget.Validators.Add(given =>
        {
            if (given.GetValue(speaker) is null == !given.GetValue(all))
            {
                given.AddError("Name one speaker, or --all.");
            }
        });
        forget.SetAction((parsed, _) => With(parsed.GetValue(folder), error, time,
            store => WriteDeletedAsync(output, store.Forget(parsed.GetValue(all) ? null : parsed.GetValue(speaker)))));

        var days = Number("--days", "Delete turns older than this many days.");
        var turns = Number("--turns", "Keep this many turns per speaker.");
        var total = Number("--total", "Keep this many turns in total.");
        var prune = new Command("prune", "Delete turns beyond limits; a limit that is not given is taken from the options.")
        {
            days, turns, total, folder,
        };
        prune.SetAction((parsed, _) => With(parsed.GetValue(folder), error, time, store => WriteDeletedAsync(output, store.Prune(
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

    private static Task WriteDeletedAsync(TextWriter output, long gone) => output.WriteLineAsync($"{gone} turns deleted");
}
