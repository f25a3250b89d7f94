using System.Text.RegularExpressions;
using Elysia.Commands;
using Elysia.Configuration.Options;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Repository.Contracts;

/// <summary>README, CONFIGURATION and DEPENDENCIES agree with the code: options, commands, packages, links.</summary>
[TestClass]
internal sealed partial class ReadmeTests
{
    private readonly string _readme = SourceTree.Read("README.md");

    [TestMethod]
    public void Configuration_Page_IsWhatMakeDocsWrites() =>
        Assert.AreEqual(OptionsText.Markdown(), SourceTree.Read("docs/CONFIGURATION.md"), "Run: make docs");

    [TestMethod]
    public void Configuration_Page_HasARowForEveryOptionInTheOrderOfTheTable() =>
        CollectionAssert.AreEqual(
            OptionTable.All.Select(o => o.Name).ToArray(),
            OptionRow().Matches(OptionsText.Markdown()).Select(m => m.Groups[1].Value).ToArray());

    [TestMethod]
    public void Readme_EveryVariable_IsAnOption()
    {
        string[] named = [.. Variable().Matches(_readme).Select(m => m.Value).Distinct()];
        Assert.IsNotEmpty(named);
        CollectionAssert.IsSubsetOf(named, OptionTable.All.Select(o => o.Name).ToArray());
    }

    [TestMethod]
    public void Readme_Picture_IsThereAndSmall()
    {
        const int MaxBytes = 300_000;
        var picture = new FileInfo(Path.Combine(SourceTree.Root.FullName, "docs", "images", "elysia.png"));
        StringAssert.Contains(_readme, "(docs/images/elysia.png)", StringComparison.Ordinal);
        Assert.IsInRange(1, MaxBytes, picture.Length);
    }

    [TestMethod]
    public void Readme_Commands_AreTargetsOfTheMakefile()
    {
        string makefile = SourceTree.Read("Makefile");
        string[] commands = [.. MakeCommand().Matches(_readme).Select(m => m.Groups[1].Value).Distinct()];

        CollectionAssert.IsSubsetOf(new[] { "run", "test" }, commands);
        foreach (string command in commands)
        {
            StringAssert.Matches(makefile, new Regex($"(?m)^{command}:"));
        }
    }

    [TestMethod]
    public void Ci_RunsTheReadmesTestCommand() =>
        StringAssert.Matches(SourceTree.Read(".ci/run"), new Regex(@"(?m)^make test( 2>&1 \||$)"));

    [TestMethod]
    public void Docs_EveryRelativeLink_LeadsSomewhere()
    {
        foreach ((string path, string text) in SourceTree.Files(".md"))
        {
            string folder = Path.GetDirectoryName(Path.Combine(SourceTree.Root.FullName, path))!;
            foreach (Match link in Link().Matches(text))
            {
                string target = Path.Combine(folder, link.Groups[1].Value);
                Assert.IsTrue(File.Exists(target) || Directory.Exists(target), $"{path} links to {link.Groups[1].Value}");
            }
        }
    }

    [TestMethod]
    public void Dependencies_EveryPackage_IsListedWithALicence()
    {
        string[] packages = [.. Package().Matches(SourceTree.Read("Directory.Packages.props")).Select(m => m.Groups[1].Value)];
        string[] listed = [.. DependencyRow().Matches(SourceTree.Read("docs/DEPENDENCIES.md")).Select(m => m.Groups[1].Value)];

        Assert.IsNotEmpty(packages);
        CollectionAssert.AreEquivalent(packages, listed);
    }

    [TestMethod]
    public void Dependencies_EveryVersion_IsExact()
    {
        foreach (Match package in Package().Matches(SourceTree.Read("Directory.Packages.props")))
        {
            StringAssert.Matches(package.Groups[2].Value, new Regex(@"^\d+\.\d+\.\d+$"), package.Groups[1].Value);
        }
    }

    [GeneratedRegex(@"(?m)^\| `(ELYSIA_\w+)`(<br>or `\w+`)? \| ")]
    private static partial Regex OptionRow();

    [GeneratedRegex(@"\bELYSIA_[A-Z_]+\b")]
    private static partial Regex Variable();

    [GeneratedRegex(@"(?m)^make (\w+)")]
    private static partial Regex MakeCommand();

    [GeneratedRegex(@"\]\((?!https?:|#)([^)#]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("<(?:PackageVersion|GlobalPackageReference) Include=\"([^\"]+)\" Version=\"([^\"]+)\"")]
    private static partial Regex Package();

    [GeneratedRegex(@"(?m)^\| (?!Package )([A-Z][\w.]+) \| [A-Z][\w.-]+ \| ")]
    private static partial Regex DependencyRow();
}
