using System.Text.RegularExpressions;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Repository.Packaging;

/// <summary>CI runs .ci/run and `make check`, and uses only actions that are pinned to a commit.</summary>
[TestClass]
internal sealed partial class WorkflowTests
{
    private readonly string _workflow = SourceTree.Read(".github/workflows/ci.yml");

    [TestMethod]
    public void Actions_EachIsPinnedToACommitAndNamesItsVersion()
    {
        string[] uses = [.. Uses().Matches(_workflow).Select(m => m.Groups[1].Value.TrimEnd())];
        Assert.IsGreaterThan(2, uses.Length);
        foreach (string use in uses)
        {
            Assert.MatchesRegex(@"^[\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", use);
        }
    }

    [TestMethod]
    public void Job_OfTests_RunsTheTestCommandAndNothingElse()
    {
        int package = _workflow.IndexOf("  package:", StringComparison.Ordinal);
        string job = _workflow[_workflow.IndexOf("  test:", StringComparison.Ordinal)..package];
        string run = Run().Matches(job).Select(m => m.Groups[1].Value).Single();
        StringAssert.EndsWith(run, " .ci/run", StringComparison.Ordinal);
        StringAssert.Contains(job, "path: TestResults", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Job_OfChecks_RunsMakeCheckBeforePackagesAreBuilt()
    {
        int test = _workflow.IndexOf("  test:", StringComparison.Ordinal);
        string job = _workflow[_workflow.IndexOf("  check:", StringComparison.Ordinal)..test];
        Assert.AreEqual("make check", Run().Matches(job).Select(m => m.Groups[1].Value).Single());
        StringAssert.Contains(_workflow, "    needs: [check, test]\n", StringComparison.Ordinal);
        StringAssert.Contains(SourceTree.Read("Makefile"), "\ncheck: ## ", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Job_OfPackages_BuildsWhatTheMakefileCallsChecksums()
    {
        string job = _workflow[_workflow.IndexOf("  package:", StringComparison.Ordinal)..];
        StringAssert.Contains(job, "run: make checksums\n", StringComparison.Ordinal);
        StringAssert.Contains(job, "startsWith(github.ref, 'refs/tags/v')", StringComparison.Ordinal);
        StringAssert.Contains(SourceTree.Read("Makefile"), "\nchecksums: deb tarball ## ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?m)^ *- uses: (.+)$")]
    private static partial Regex Uses();

    [GeneratedRegex(@"(?m)^ *- run: (.+)$")]
    private static partial Regex Run();
}
