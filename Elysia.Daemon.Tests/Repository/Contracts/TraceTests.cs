using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Repository.Contracts;

/// <summary>Holds the traces of docs/ARCHITECTURE.md to the code, and the code to a number of files that a reader can
/// follow.</summary>
[TestClass]
internal sealed class TraceTests
{
    private const string Sample =
        """
        ### Trace: a letter

        | # | File | What happens | Next |
        |---|---|---|---|
        | 1 | `Post/Box.cs` | takes it | 2, 3 |
        | 2 | `Post/Sorter.cs` | sorts it | 3 |
        | 3 | `Post/IRound.cs` | carries it | 4 |
        | 4 | `Post/Walk.cs` | delivers it | – |

        ### Another section

        | 9 | not a row of the trace |
        """;

    private readonly Dictionary<string, string> _sources = new()
    {
        ["Post/Box.cs"] = "class Box(Sorter sorter, IRound round);",
        ["Post/Sorter.cs"] = "class Sorter(IRound round); enum Size { Small }",
        ["Post/IRound.cs"] = "interface IRound;",
        ["Post/Walk.cs"] = "class Walk : IRound;",
    };

    [TestMethod]
    [DataRow("a connection from accept to ready", 20)]
    [DataRow("an emotion to the bytes for another viewer", 32)]
    [DataRow("a chat text to voice and lips", 35)]
    [DataRow("a refused upgrade", 16)]
    public void Architecture_Trace_MatchesTheCodeWithinItsBound(string title, int filesMax)
    {
        Trace trace = Trace.Parse(SourceTree.Read("docs/ARCHITECTURE.md")).Single(trace => trace.Title == title);

        string[] faults = [.. trace.Faults(SourceOf)];

        Assert.IsEmpty(faults, "\n" + string.Join("\n", faults));
        Assert.IsGreaterThan(filesMax / 2, trace.Rows.Count);
        Assert.IsLessThanOrEqualTo(filesMax, trace.Rows.Count);
    }

    [TestMethod]
    public void Parse_Section_ReadsItsRowsAndNoOthers()
    {
        Trace trace = Trace.Parse(Sample).Single();

        Assert.AreEqual("a letter", trace.Title);
        Assert.AreEqual("1 2 3 4", string.Join(" ", trace.Rows.Select(row => row.Number)));
        Assert.AreEqual("Post/Box.cs", trace.Rows[0].File);
        CollectionAssert.AreEqual(new[] { 2, 3 }, trace.Rows[0].Next);
        Assert.IsEmpty(trace.Rows[3].Next);
        Assert.IsEmpty(trace.Unreadable);
    }

    [TestMethod]
    public void Faults_TraceOfTheSources_HasNone() => Assert.IsEmpty(FaultsOf(Sample));

    [TestMethod]
    [DataRow("| 2, 3 |", "| 2, 3, 4 |", "Post/Box.cs and Post/Walk.cs name no type of each other.")]
    [DataRow("| 2, 3 |", "| 2, 7 |", "Post/Box.cs leads to row 7, which does not exist.")]
    [DataRow("carries it | 4 |", "carries it | – |", "No row leads to Post/Walk.cs.")]
    [DataRow("`Post/Walk.cs`", "`Post/Ride.cs`", "Post/Ride.cs does not exist.")]
    [DataRow("`Post/Walk.cs`", "Post/Walk.cs", "Not a row: | 4 | Post/Walk.cs | delivers it | – |")]
    [DataRow("`Post/Walk.cs`", "`Post/Sorter.cs`", "Post/Sorter.cs has more than one row.")]
    [DataRow("| 4 | `Post/Walk", "| 3 | `Post/Walk", "A number has more than one row.")]
    public void Faults_WrongTable_IsFound(string right, string wrong, string expected)
    {
        Assert.Contains(right, Sample);
        Assert.Contains(expected, FaultsOf(Sample.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Faults_TypeThatOnlyACommentNames_IsNoLink()
    {
        _sources["Post/Walk.cs"] = "/* as IRound */ class Walk { string Why => \"IRound\"; }";

        Assert.Contains("Post/IRound.cs and Post/Walk.cs name no type of each other.", FaultsOf(Sample));
    }

    private string[] FaultsOf(string markdown) => [.. Trace.Parse(markdown).Single().Faults(_sources.GetValueOrDefault)];

    private static string? SourceOf(string file)
    {
        string path = Path.Combine(SourceTree.Root.FullName, "Elysia.Daemon", file);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }
}
