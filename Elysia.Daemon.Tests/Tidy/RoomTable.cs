using System.Text.RegularExpressions;

namespace Elysia.Tests.Tidy;

/// <summary>The table of docs/ARCHITECTURE.md: which room may use which.</summary>
/// <param name="MayUse">Per room the rooms it may use; "all" among them means every one.</param>
internal sealed partial record RoomTable(IReadOnlyDictionary<string, string[]> MayUse)
{
    private const string All = "all";

    // Options and log events are wanted everywhere; the architecture says so below the table.
    private static readonly string[] ForEverybody = ["Configuration", "Diagnostics"];

    /// <summary>Reads the rows of the form | `State/` | what lives there | Diff, Protocol |.</summary>
    public static RoomTable Parse(string markdown)
    {
        var mayUse = new Dictionary<string, string[]>();
        foreach (Match row in Row().Matches(markdown))
        {
            string[] used = [.. Name().Matches(row.Groups["uses"].Value).Select(match => match.Value)];
            foreach (Match room in Room().Matches(row.Groups["rooms"].Value))
            {
                mayUse.Add(room.Groups["name"].Value, used);
            }
        }

        return new RoomTable(mayUse);
    }

    /// <summary>The room of a file of the daemon; none for a file that stands above the rooms.</summary>
    public static string? RoomOf(string path) =>
        InRoom().Match(path) is { Success: true } match ? match.Groups["name"].Value : null;

    /// <summary>The rooms that a file's code names, by "using Elysia.X" or in full.</summary>
    public static IEnumerable<(string Room, int Line)> UsedBy(string source)
    {
        string code = CSharpText.Of(source).Code;
        return Use().Matches(code).Select(match => (match.Groups["name"].Value, CSharpText.LineOf(code, match.Index)));
    }

    /// <summary>The uses in a file of the daemon that the table does not allow.</summary>
    public IEnumerable<Finding> Scan(string path, string source)
    {
        if (RoomOf(path) is not { } room)
        {
            return [];
        }

        if (!MayUse.TryGetValue(room, out string[]? allowed))
        {
            return [new Finding("room", path, 1, $"{room} is not in the table of docs/ARCHITECTURE.md")];
        }

        return
            from use in UsedBy(source)
            where use.Room != room && !ForEverybody.Contains(use.Room) && !allowed.Contains(use.Room) && !allowed.Contains(All)
            select new Finding("room", path, use.Line, $"{room} may not use {use.Room} (docs/ARCHITECTURE.md)");
    }

    [GeneratedRegex(@"^\|(?<rooms>[^|\n]*`\w+/`[^|\n]*)\|[^|\n]*\|(?<uses>[^|\n]*)\|\s*$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+)/`")]
    private static partial Regex Room();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Name();

    [GeneratedRegex(@"^Elysia\.Daemon/(?<name>\w+)/")]
    private static partial Regex InRoom();

    [GeneratedRegex(@"(?<![\w.])(global::)?Elysia\.(?<name>\w+)")]
    private static partial Regex Use();
}
