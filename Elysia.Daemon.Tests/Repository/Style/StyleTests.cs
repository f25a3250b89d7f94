namespace Elysia.Tests.Repository.Style;

/// <summary>Style as a test: holds the whole tree to the rules that a reader relies on.</summary>
[TestClass]
internal sealed class StyleTests
{
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
    public void Excused_EachPlace_StillBreaksItsRule()
    {
        foreach ((string rule, string path, string reason) in Exemptions.All)
        {
            string text = SourceTree.Read(path);
            IEnumerable<Finding> found = StyleScanner.CatchFilters(path, text).Concat(StyleScanner.FileName(path, text));
            Assert.IsTrue(found.Any(finding => finding.Rule == rule), $"{path} needs no excuse for '{rule}' any more.");
            Assert.AreNotEqual("", reason);
        }
    }

    [TestMethod]
    public void SourceTree_Root_HoldsTheDaemonAndItsTests()
    {
        string[] paths = [.. SourceTree.CSharp().Select(file => file.Path)];
        Assert.Contains("Elysia.Daemon/Program.cs", paths);
        Assert.Contains("Elysia.Daemon.Tests/Repository/Style/StyleTests.cs", paths);
        Assert.IsFalse(paths.Any(path => path.Contains("/obj/", StringComparison.Ordinal)), "Made files are read.");
    }

    private static void AssertNone(
        IEnumerable<(string Path, string Text)> files, Func<string, string, IEnumerable<Finding>> scan)
    {
        Finding[] findings = [.. files.SelectMany(file => scan(file.Path, file.Text)).Where(f => !Exemptions.Covers(f))];
        Assert.IsEmpty(findings, "\n" + string.Join("\n", findings.AsEnumerable()));
    }
}
