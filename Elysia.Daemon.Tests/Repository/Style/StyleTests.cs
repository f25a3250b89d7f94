namespace Elysia.Tests.Repository.Style;

/// <summary>Applies the style rules to the whole tree.</summary>
[TestClass]
internal sealed class StyleTests
{
    /// <summary>Prefixes of the paths whose comments must name their subject; an empty prefix is every file.</summary>
    private static readonly string[] PlainComments =
    [
        "Elysia.Daemon.Bench/", "Elysia.Daemon/LoadTest/", "Elysia.Daemon.Tests/Fakes/", "Elysia.Daemon.Tests/LoadTest/",
        "Elysia.Daemon.Tests/Repository/",
    ];

    [TestMethod]
    public void Tree_EveryFile_IsAtMost300Lines() =>
        AssertNone(SourceTree.Files(".cs", ".js", ".mjs", ".css", ".sh", ".c"), StyleScanner.FileLength);

    [TestMethod]
    public void Tree_EveryLineOfCSharp_IsAtMost130Columns() => AssertNone(SourceTree.CSharp(), StyleScanner.LineLength);

    [TestMethod]
    public void Tree_EveryMethod_IsAtMost70Lines() => AssertNone(SourceTree.CSharp(), StyleScanner.MemberLength);

    [TestMethod]
    public void Tree_EveryFile_IsNamedAfterOneOfItsTypes() => AssertNone(SourceTree.CSharp(), StyleScanner.FileName);

    [TestMethod]
    public void Tree_EveryNote_NamesAnIssue() =>
        AssertNone(SourceTree.Files(".cs", ".js", ".mjs", ".css", ".sh", ".c"), StyleScanner.Notes);

    [TestMethod]
    public void Tree_EveryWarningSwitchedOff_HasAReason() => AssertNone(SourceTree.CSharp(), StyleScanner.Pragmas);

    [TestMethod]
    public void Tree_EveryFilterOfACatch_NamesTypes() => AssertNone(SourceTree.CSharp(), StyleScanner.CatchFilters);

    [TestMethod]
    public void Tree_EveryComment_NamesItsSubject()
    {
        Finding[] findings =
        [
            .. SourceTree.CSharp()
                .Where(file => PlainComments.Any(prefix => file.Path.StartsWith(prefix, StringComparison.Ordinal)))
                .SelectMany(file => StyleScanner.Subjects(file.Path, file.Text)),
        ];
        IEnumerable<string> folders = findings
            .CountBy(finding => finding.Path[..finding.Path.LastIndexOf('/')])
            .Select(folder => $"{folder.Value,4} in {folder.Key}");
        Assert.IsEmpty(findings, "\n" + string.Join("\n", folders.Concat(findings.Select(finding => $"{finding}"))));
    }

    [TestMethod]
    public void Exemptions_EachPlace_StillBreaksItsRule()
    {
        foreach ((string rule, string path, string reason) in Exemptions.All)
        {
            string text = SourceTree.Read(path);
            IEnumerable<Finding> found = StyleScanner.CatchFilters(path, text).Concat(StyleScanner.FileName(path, text));
            Assert.IsTrue(found.Any(finding => finding.Rule == rule), $"{path} needs no exemption from '{rule}' any more.");
            Assert.AreNotEqual("", reason);
        }
    }

    [TestMethod]
    public void SourceTree_Root_HoldsTheDaemonAndItsTests()
    {
        string[] paths = [.. SourceTree.CSharp().Select(file => file.Path)];
        Assert.Contains("Elysia.Daemon/Program.cs", paths);
        Assert.Contains("Elysia.Daemon.Tests/Repository/Style/StyleTests.cs", paths);
        Assert.IsFalse(paths.Any(path => path.Contains("/obj/", StringComparison.Ordinal)), "Build output is read.");
    }

    private static void AssertNone(
        IEnumerable<(string Path, string Text)> files, Func<string, string, IEnumerable<Finding>> scan)
    {
        Finding[] findings = [.. files.SelectMany(file => scan(file.Path, file.Text)).Where(f => !Exemptions.Covers(f))];
        Assert.IsEmpty(findings, "\n" + string.Join("\n", findings.AsEnumerable()));
    }
}
