namespace Elysia.Tests.Repository.Style;

/// <summary>Compares the code with the folder table of docs/ARCHITECTURE.md, and the table with the code.</summary>
[TestClass]
internal sealed class FolderTableTests
{
    private const string Sample =
        """
        | Folder | What lives there | May use |
        |---|---|---|
        | `Program.cs`, `Daemon.cs` | builds the folders | all |
        | `State/` | the avatar | – |
        | `Diff/` | published values | State |
        | `Protocol/` | bytes | `State/`, Diff |
        | `Commands/` | subcommands | all |
        """;

    private readonly FolderTable _sample = FolderTable.Parse(Sample);

    [TestMethod]
    public void Daemon_EveryUseOfAnotherFolder_IsInTheTable()
    {
        FolderTable table = Real();
        Finding[] findings = [.. DaemonFiles().SelectMany(file => table.Scan(file.Path, file.Text))];
        Assert.IsEmpty(findings, "\n" + string.Join("\n", findings.AsEnumerable()));
    }

    [TestMethod]
    public void Daemon_EveryFolder_IsInTheTableAndViceVersa()
    {
        string[] folders = [.. DaemonFiles().Select(file => FolderTable.FolderOf(file.Path)).OfType<string>().Distinct().Order()];
        string[] rows = [.. Real().MayUse.Keys.Where(name => name is not ("Page" or "Client")).Order()];
        Assert.AreEqual(string.Join(" ", folders), string.Join(" ", rows), "The existing folders, and the rows of the table.");
    }

    [TestMethod]
    public void Table_EveryFolderItAllows_IsAFolder()
    {
        FolderTable table = Real();
        foreach ((string folder, string[] used) in table.MayUse)
        {
            foreach (string name in used.Where(name => name != "all"))
            {
                Assert.IsTrue(table.MayUse.ContainsKey(name), $"{folder} may use {name}, which is not a folder.");
            }
        }
    }

    [TestMethod]
    public void Daemon_EveryFile_IsInTheNamespaceOfItsFolder()
    {
        foreach ((string path, string text) in DaemonFiles())
        {
            string folder = FolderTable.FolderOf(path) is { } name ? $"Elysia.{name}" : "Elysia";
            string[] declared =
            [
                .. CSharpText.Parse(text).Code.Split('\n').Where(line => line.StartsWith("namespace ", StringComparison.Ordinal)),
            ];
            foreach (string line in declared)
            {
                Assert.MatchesRegex($@"^namespace {folder}[.;\w]*\s*$", line, path);
            }
        }
    }

    [TestMethod]
    public void Parse_Table_ReadsFoldersAndWhatTheyMayUse()
    {
        CollectionAssert.AreEquivalent(new[] { "State", "Diff", "Protocol", "Commands" }, _sample.MayUse.Keys.ToArray());
        Assert.IsEmpty(_sample.MayUse["State"]);
        CollectionAssert.AreEqual(new[] { "State", "Diff" }, _sample.MayUse["Protocol"]);
    }

    [TestMethod]
    [DataRow("Elysia.Daemon/State/X.cs", "using Elysia.Diff;")]
    [DataRow("Elysia.Daemon/State/X.cs", "using static Elysia.Diff.FixedPoint;")]
    [DataRow("Elysia.Daemon/State/X.cs", "var x = Elysia.Protocol.CloseCode.Of(r);")]
    [DataRow("Elysia.Daemon/Diff/X.cs", "var x = global::Elysia.Protocol.CloseCode.Of(r);")]
    [DataRow("Elysia.Daemon/State/Deep/X.cs", "using P = Elysia.Protocol.Frame;")]
    [DataRow("Elysia.Daemon/Cellar/X.cs", "class X;")]
    public void Scan_UseThatIsNotAllowed_IsFound(string path, string code) => Assert.HasCount(1, _sample.Scan(path, code));

    [TestMethod]
    [DataRow("Elysia.Daemon/State/X.cs", "namespace Elysia.State; using System.Text;")]
    [DataRow("Elysia.Daemon/State/X.cs", "using Elysia.Configuration; using Elysia.Diagnostics;")]
    [DataRow("Elysia.Daemon/State/X.cs", "// Elysia.Protocol is no business of State\nvar x = \"Elysia.Diff\";")]
    [DataRow("Elysia.Daemon/Protocol/X.cs", "using Elysia.State; using Elysia.Diff;")]
    [DataRow("Elysia.Daemon/Commands/X.cs", "using Elysia.Protocol;")]
    [DataRow("Elysia.Daemon/Program.cs", "using Elysia.Protocol;")]
    public void Scan_UseThatIsAllowed_IsLeftAlone(string path, string code) => Assert.IsEmpty(_sample.Scan(path, code));

    private static FolderTable Real() => FolderTable.Parse(SourceTree.Read("docs/ARCHITECTURE.md"));

    private static IEnumerable<(string Path, string Text)> DaemonFiles() =>
        SourceTree.CSharp().Where(file => file.Path.StartsWith("Elysia.Daemon/", StringComparison.Ordinal));
}
