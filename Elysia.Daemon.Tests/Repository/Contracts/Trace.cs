using System.Globalization;
using System.Text.RegularExpressions;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Repository.Contracts;

/// <summary>A trace of docs/ARCHITECTURE.md: the files that something passes through, in order.</summary>
/// <param name="Title">The thing that is followed, and from where to where.</param>
/// <param name="Rows">The files.</param>
/// <param name="Unreadable">The lines of the table that are no rows.</param>
internal sealed partial record Trace(string Title, IReadOnlyList<TraceRow> Rows, IReadOnlyList<string> Unreadable)
{
    /// <summary>Reads the sections "### Trace: TITLE", each with a table | # | File | What happens | Next |.</summary>
    public static IEnumerable<Trace> Parse(string markdown)
    {
        foreach (Match section in Section().Matches(markdown))
        {
            string[] lines = [.. Line().Matches(section.Groups["body"].Value).Skip(2).Select(line => line.Value.Trim())];
            yield return new Trace(
                section.Groups["title"].Value.Trim(),
                [.. lines.Select(line => Row().Match(line)).Where(row => row.Success).Select(RowOf)],
                [.. lines.Where(line => !Row().IsMatch(line))]);
        }
    }

    /// <summary>Returns the faults of the trace, by the sources of the files it names.</summary>
    /// <param name="sourceOf">Returns the source of a file, or null when there is none.</param>
    public IEnumerable<string> Faults(Func<string, string?> sourceOf)
    {
        foreach (string line in Unreadable)
        {
            yield return $"Not a row: {line}";
        }

        foreach (IGrouping<string, TraceRow> file in Rows.GroupBy(row => row.File).Where(rows => rows.Count() > 1))
        {
            yield return $"{file.Key} has more than one row.";
        }

        if (Rows.Select(row => row.Number).Distinct().Count() != Rows.Count)
        {
            yield return "A number has more than one row.";
            yield break;
        }

        var sources = Rows.ToDictionary(row => row.Number, row => (row.File, Source: TraceSource.Parse(sourceOf(row.File))));
        foreach ((string file, TraceSource? source) in sources.Values)
        {
            if (source is null)
            {
                yield return $"{file} does not exist.";
            }
        }

        foreach (TraceRow row in Rows)
        {
            foreach (int next in row.Next)
            {
                if (!sources.TryGetValue(next, out (string File, TraceSource? Source) to))
                {
                    yield return $"{row.File} leads to row {next}, which does not exist.";
                }
                else if (sources[row.Number].Source is { } from && to.Source is { } there && !from.IsLinkedTo(there))
                {
                    yield return $"{row.File} and {to.File} name no type of each other.";
                }
            }
        }

        HashSet<int> reached = Reached();
        foreach (TraceRow row in Rows.Where(row => !reached.Contains(row.Number)))
        {
            yield return $"No row leads to {row.File}.";
        }
    }

    private HashSet<int> Reached()
    {
        var reached = new HashSet<int>();
        var open = new Stack<int>(Rows.Take(1).Select(row => row.Number));
        while (open.TryPop(out int number))
        {
            if (reached.Add(number) && Rows.FirstOrDefault(row => row.Number == number) is { } row)
            {
                Array.ForEach(row.Next, open.Push);
            }
        }

        return reached;
    }

    private static TraceRow RowOf(Match row) => new(
        int.Parse(row.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
        row.Groups["file"].Value,
        [.. Number().Matches(row.Groups["next"].Value).Select(next => int.Parse(next.ValueSpan, CultureInfo.InvariantCulture))]);

    [GeneratedRegex(@"^### Trace: (?<title>[^\n]+)\n(?<body>.*?)(?=^#|\z)", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^\|.*$", RegexOptions.Multiline)]
    private static partial Regex Line();

    [GeneratedRegex(@"^\|\s*(?<number>\d+)\s*\|\s*`(?<file>[\w/.]+\.cs)`\s*\|[^|]*\|\s*(?<next>–|\d+(,\s*\d+)*)\s*\|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number();
}

/// <summary>One file of a trace.</summary>
/// <param name="Number">Its number in the table.</param>
/// <param name="File">Its path below Elysia.Daemon.</param>
/// <param name="Next">The numbers of the files that come next; none at an end.</param>
internal sealed record TraceRow(int Number, string File, int[] Next);

/// <summary>The source of a file, as far as a trace needs it.</summary>
/// <param name="Types">The types that the file declares.</param>
/// <param name="Names">Every name in its code, comments and literals left out.</param>
internal sealed partial record TraceSource(IReadOnlyList<string> Types, IReadOnlySet<string> Names)
{
    /// <summary>Reads a source; null for none.</summary>
    public static TraceSource? Parse(string? source) => source is null ? null : new TraceSource(
        CSharpShape.Parse(source).Types,
        Name().Matches(CSharpText.Parse(source).Code).Select(name => name.Value).ToHashSet());

    /// <summary>Whether one of two files names a type of the other. A queue or an interface is named by both of its ends, so
    /// either direction counts.</summary>
    public bool IsLinkedTo(TraceSource other) => other.Types.Any(Names.Contains) || Types.Any(other.Names.Contains);

    [GeneratedRegex(@"\w+")]
    private static partial Regex Name();
}
