using System.Text;
using Elysia.Configuration;
using Elysia.Configuration.Options;

namespace Elysia.Commands;

/// <summary>Formats all options in groups, as text for a terminal and as docs/CONFIGURATION.md.</summary>
internal static class OptionsText
{
    private const int Columns = 100;

    private const string MarkdownHead =
        """
        # Configuration

        <!-- Written by `make docs` from the option table (Elysia.Daemon/Configuration). Change the table, not this page. -->

        Elysia is configured by environment variables; there is no configuration file format of its own. The package's service
        reads them from `/etc/elysia/elysia.env`, which lists every variable with its default; restart the service after a change.

        - `elysia config` prints the configuration in force. If a value is not allowed, it prints every error and exits with 78,
          and so does the daemon when it starts.
        - `elysia help options` prints this page in a terminal.
        - A variable that is empty counts as unset.
        - Some variables have a second name, which the Python reference used. If both are set, the `ELYSIA_` name is used.
        """;

    /// <summary>Returns the text for a terminal.</summary>
    public static string Terminal()
    {
        var defaults = new DaemonOptions();
        var text = new StringBuilder();
        foreach (OptionGroup group in OptionTable.Groups)
        {
            text.Append($"{group.Title}: {group.Summary}\n\n");
            foreach (OptionDescriptor option in group.Options)
            {
                text.Append($"  {option.Name}{(option.Alias is null ? "" : $" (or {option.Alias})")}\n");
                AppendWrapped(text, option.Help);
                AppendWrapped(text, $"Allowed: {option.Allowed}{Unit(option)}.");
                AppendWrapped(text, $"Default: {option.Get(defaults) ?? "unset"}.");
                text.Append('\n');
            }
        }

        foreach ((string name, string reason) in OptionTable.WithoutEffect)
        {
            text.Append($"{name} of the reference has no effect:\n");
            AppendWrapped(text, $"{reason}.");
        }

        return text.ToString();
    }

    /// <summary>Returns the text of docs/CONFIGURATION.md.</summary>
    public static string Markdown()
    {
        var defaults = new DaemonOptions();
        var text = new StringBuilder($"{MarkdownHead}\n\n");
        text.AppendJoin(" · ", OptionTable.Groups.Select(group => $"[{group.Title}](#{Anchor(group.Title)})")).Append("\n\n");
        foreach (OptionGroup group in OptionTable.Groups)
        {
            text.Append($"## {group.Title}\n\n{group.Summary}\n\n");
            text.Append("| Variable | Default | Allowed | Unit | Meaning |\n|---|---|---|---|---|\n");
            foreach (OptionDescriptor option in group.Options)
            {
                string name = $"`{option.Name}`{(option.Alias is null ? "" : $"<br>or `{option.Alias}`")}";
                string value = option.Get(defaults) is { } set ? $"`{set}`" : "unset";
                text.Append($"| {name} | {value} | {Cell(option.Allowed)} | {option.Unit ?? "–"} | {Cell(option.Help)} |\n");
            }

            text.Append('\n');
        }

        text.Append("## Without effect\n\nVariables of the reference that are recognised and do nothing.\n\n");
        text.Append("| Variable | Reason |\n|---|---|\n");
        foreach ((string name, string reason) in OptionTable.WithoutEffect)
        {
            text.Append($"| `{name}` | {Cell(reason)} |\n");
        }

        return text.ToString();
    }

    private static string Unit(OptionDescriptor option) => option.Unit is null ? "" : $" ({option.Unit})";

    private static string Anchor(string title) => title.ToLowerInvariant().Replace(' ', '-');

    // ELYSIA_ORIGINS allows an asterisk, and a pipe would end the table cell.
    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private static void AppendWrapped(StringBuilder text, string sentence)
    {
        const string Margin = "      ";
        int column = 0;
        foreach (string word in sentence.Split(' '))
        {
            bool isFull = column + 1 + word.Length > Columns;
            if (column == 0 || isFull)
            {
                text.Append(isFull ? $"\n{Margin}" : Margin).Append(word);
                column = Margin.Length + word.Length;
            }
            else
            {
                text.Append(' ').Append(word);
                column += 1 + word.Length;
            }
        }

        text.Append('\n');
    }
}
