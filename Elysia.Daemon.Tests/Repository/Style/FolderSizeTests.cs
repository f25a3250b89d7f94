namespace Elysia.Tests.Repository.Style;

/// <summary>Holds every folder of sources to a number of files that a reader can take in.</summary>
[TestClass]
internal sealed class FolderSizeTests
{
    private const int FilesMax = 25;

    [TestMethod]
    public void Tree_EveryFolder_HasAtMost25Files()
    {
        Finding[] findings = [.. Scan(SourceTree.Files(".cs", ".js", ".mjs", ".ts", ".css", ".html").Select(file => file.Path))];
        Assert.IsEmpty(findings, "\n" + string.Join("\n", findings.AsEnumerable()));
    }

    [TestMethod]
    public void Scan_FolderWith26Files_IsFound()
    {
        Finding found = Scan(Sample("A/Full", 26)).Single();
        Assert.AreEqual("A/Full", found.Path);
        Assert.Contains("26", found.Message);
    }

    [TestMethod]
    public void Scan_FilesOfSubfolders_AreNotCounted() =>
        Assert.IsEmpty(Scan([.. Sample("A", 25), .. Sample("A/B", 25), .. Sample("A/C", 25)]));

    /// <summary>The folders that hold more files than they may, beside their subfolders.</summary>
    private static IEnumerable<Finding> Scan(IEnumerable<string> paths) =>
        from path in paths
        group path by path[..Math.Max(0, path.LastIndexOf('/'))] into folder
        where folder.Count() > FilesMax
        select new Finding("folder size", folder.Key, 1, $"{folder.Count()} files, at most {FilesMax}; make subfolders");

    private static IEnumerable<string> Sample(string folder, int files) =>
        Enumerable.Range(1, files).Select(number => $"{folder}/File{number}.cs");
}
