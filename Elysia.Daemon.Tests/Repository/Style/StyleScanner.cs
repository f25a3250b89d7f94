using System.Text.RegularExpressions;

namespace Elysia.Tests.Repository.Style;

/// <summary>The rules of length, form and language. Each takes a path and a text and returns the places that break
/// it.</summary>
internal static partial class StyleScanner
{
    /// <summary>The maximum number of lines in a file.</summary>
    public const int FileMaxLines = 300;

    /// <summary>The maximum number of columns in a line of C#.</summary>
    public const int LineMaxColumns = 130;

    /// <summary>The maximum number of lines in a member, so that a method fits on a screen.</summary>
    public const int MemberMaxLines = 70;

    /// <summary>Finds a file with too many lines.</summary>
    public static IEnumerable<Finding> FileLength(string path, string text)
    {
        int lines = text.AsSpan().Count('\n');
        return lines <= FileMaxLines
            ? []
            : [new Finding("file length", path, lines, $"at most {FileMaxLines} lines; split it by concept")];
    }

    /// <summary>Finds lines with too many columns; a character outside the basic plane counts as two.</summary>
    public static IEnumerable<Finding> LineLength(string path, string text) =>
        Lines(text)
            .Where(line => line.Text.Length > LineMaxColumns)
            .Select(line => new Finding("line length", path, line.Number, $"at most {LineMaxColumns} columns"));

    /// <summary>Finds members with too many lines.</summary>
    public static IEnumerable<Finding> MemberLength(string path, string text) =>
        CSharpShape.Parse(text).Members
            .Where(member => member.LineCount > MemberMaxLines)
            .Select(member => new Finding(
                "method length", path, member.FirstLine, $"{member.Head} takes {member.LineCount} lines of {MemberMaxLines}"));

    /// <summary>Finds files that have types but none with the file's name: a file is found by its main
    /// concept.</summary>
    public static IEnumerable<Finding> FileName(string path, string text)
    {
        IReadOnlyList<string> types = CSharpShape.Parse(text).Types;
        string name = Path.GetFileName(path).Split('.')[0];
        return types.Count == 0 || types.Contains(name) || name == "Program"
            ? []
            : [new Finding("file name", path, 1, $"name it after one of its types: {string.Join(", ", types)}")];
    }

    /// <summary>Finds notes to self without the number of an issue.</summary>
    public static IEnumerable<Finding> Notes(string path, string text)
    {
        string comments = path.EndsWith(".cs", StringComparison.Ordinal) ? CSharpText.Parse(text).Comments : text;
        return Lines(comments)
            .Where(line => Note().IsMatch(line.Text))
            .Select(line => new Finding("note", path, line.Number, "name the issue, as in (#12), or do it now"));
    }

    /// <summary>Finds suppressed warnings without a reason beside or above.</summary>
    public static IEnumerable<Finding> Pragmas(string path, string text)
    {
        string previous = "";
        foreach ((string line, int number) in Lines(text))
        {
            bool reasoned = line.Contains("//", StringComparison.Ordinal)
                || previous.TrimStart().StartsWith("//", StringComparison.Ordinal);
            if (Pragma().IsMatch(line) && !reasoned)
            {
                yield return new Finding("pragma", path, number, "say in a comment beside it why the warning is wrong here");
            }

            previous = line;
        }
    }

    /// <summary>Finds catches of any exception whose filter names no type: CA1031 accepts every filter.</summary>
    public static IEnumerable<Finding> CatchFilters(string path, string text)
    {
        string code = CSharpText.Parse(text).Code;
        return
            from match in CatchAny().Matches(code)
            let filter = match.Groups["filter"].Value
            where !NamesTypes().IsMatch(filter) || filter.Contains("is not", StringComparison.Ordinal)
            select new Finding("catch filter", path, CSharpText.LineOf(code, match.Index),
                "name the expected exceptions; a bug must crash (architecture rule 6)");
    }

    /// <summary>Finds comments without a named subject: a headless "Who", "What" or "How", or a bare "who".</summary>
    public static IEnumerable<Finding> Subjects(string path, string text)
    {
        string comments = CSharpText.Parse(text).Comments;
        string prose = CommentMark().Replace(comments, mark => new string(' ', mark.Length));
        return
            from match in Headless().Matches(comments).Concat(BareWho().Matches(prose))
            let line = CSharpText.LineOf(comments, match.Index)
            orderby line
            select new Finding("subject", path, line, "name the subject: \"the client that\", \"the number of\", \"whether\"");
    }

    private static IEnumerable<(string Text, int Number)> Lines(string text) =>
        text.Split('\n').Select((line, index) => (line.TrimEnd('\r'), index + 1));

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b(?!.*#[0-9])")]
    private static partial Regex Note();

    [GeneratedRegex(@"^[ ]*(///?|/\*)\s*(<[^>\n]*>\s*)?(Who|What|How)\s", RegexOptions.Multiline)]
    private static partial Regex Headless();

    [GeneratedRegex(@"((?<=\b(of|to|for|by|from|than|with|and|but|if|as|let|lets|whether|that)\s+)|(?<=[.;:(]\s*))who\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex BareWho();

    [GeneratedRegex("^[ ]*///?", RegexOptions.Multiline)]
    private static partial Regex CommentMark();

    [GeneratedRegex(@"\bcatch\s*\(\s*(System\.)?Exception(\s+\w+)?\s*\)\s*when\s*(?<filter>[^{]*)\{")]
    private static partial Regex CatchAny();

    [GeneratedRegex(@"\bis\s+(\(|[A-Z])|\bIsExpected\(")]
    private static partial Regex NamesTypes();

    [GeneratedRegex(@"^\s*#pragma\s+warning\s+disable\b")]
    private static partial Regex Pragma();
}
