using System.Text.RegularExpressions;

namespace Elysia.Tests.Repository.Style;

/// <summary>The table of docs/ARCHITECTURE.md that says which folder may use which.</summary>
/// <param name="MayUse">Per folder the folders that it may use; "all" among them means every folder.</param>
internal sealed partial record FolderTable(IReadOnlyDictionary<string, string[]> MayUse)
{
    private const string All = "all";

    // Options and log events may be used everywhere; docs/ARCHITECTURE.md says so above the table.
    private static readonly string[] ForEverybody = ["Configuration", "Diagnostics"];

    /// <summary>Parses the rows of the form | `State/` | contents | Diff, Protocol |.</summary>
    public static FolderTable Parse(string markdown)
    {
        var mayUse = new Dictionary<string, string[]>();
        foreach (Match row in Row().Matches(markdown))
        {
            string[] used = [.. Name().Matches(row.Groups["uses"].Value).Select(match => match.Value)];
            foreach (Match folder in Folder().Matches(row.Groups["folders"].Value))
            {
                mayUse.Add(folder.Groups["name"].Value, used);
            }
        }

        return new FolderTable(mayUse);
    }

    /// <summary>Returns the folder of a file of the daemon; null for a file above the folders.</summary>
    public static string? FolderOf(string path) =>
        InFolder().Match(path) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>Returns the folders that a file's code names, by "using Elysia.X" or in full.</summary>
    public static IEnumerable<(string Folder, int Line)> UsedBy(string source)
    {
        string code = CSharpText.Parse(source).Code;
        return Use().Matches(code).Select(match => (match.Groups["name"].Value, CSharpText.LineOf(code, match.Index)));
    }

    /// <summary>Returns the uses in a file of the daemon that the table does not allow.</summary>
    public IEnumerable<Finding> Scan(string path, string source)
    {
        if (FolderOf(path) is not { } folder)
        {
            return [];
        }

        if (!MayUse.TryGetValue(folder, out string[]? allowed))
        {
            return [new Finding("folder", path, 1, $"{folder} is not in the table of docs/ARCHITECTURE.md")];
        }

        return
            from use in UsedBy(source)
            where use.Folder != folder && !ForEverybody.Contains(use.Folder)
                && !allowed.Contains(use.Folder) && !allowed.Contains(All)
            select new Finding("folder", path, use.Line, $"{folder} may not use {use.Folder} (docs/ARCHITECTURE.md)");
    }

    [GeneratedRegex(@"^\|(?<folders>[^|\n]*`\w+/`[^|\n]*)\|[^|\n]*\|(?<uses>[^|\n]*)\|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+)/`")]
    private static partial Regex Folder();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"^Elysia\.Daemon/(?<name>\w+)/")]
    private static partial Regex InFolder();

    [GeneratedRegex(@"(?<![\w.])(global::)?Elysia\.(?<name>\w+)")]
    private static partial Regex Use();
}
