using Elysia.Tests.Fakes;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Repository.Packaging;

/// <summary>The scripts that root runs, tried without a booted machine: packaging/tests.</summary>
[TestClass]
internal sealed class ScriptTests
{
    /// <summary>The exit code of a script on a machine that lacks root or a tool.</summary>
    private const int Lacks = 77;

    [TestMethod]
    [DataRow("place.sh")]
    [DataRow("pause.sh")]
    [DataRow("backup.sh")]
    [DataRow("nginx.sh")]
    [DataRow("fail2ban.sh")]
    public async Task Script_EveryCheck_Passes(string script)
    {
        (int code, string output) = await Tool.RunAsync("bash", [$"packaging/tests/{script}"], folder: SourceTree.Root.FullName);
        if (code == Lacks)
        {
            Assert.Inconclusive($"{script} {output.Trim()}");
        }

        Assert.AreEqual(0, code, output);
        Assert.DoesNotMatchRegex("(?m)^FAIL", output);
    }

    [TestMethod]
    public void Scripts_EachIsRunHere()
    {
        string[] run = [.. typeof(ScriptTests).GetMethod(nameof(Script_EveryCheck_Passes))!
            .GetCustomAttributes(typeof(DataRowAttribute), inherit: false).Select(row => $"{((DataRowAttribute)row).Data[0]}")];
        string[] there = [.. Directory.GetFiles(Path.Combine(SourceTree.Root.FullName, "packaging/tests"), "*.sh")
            .Select(path => Path.GetFileName(path)).Where(name => name != "lib.sh")];

        CollectionAssert.AreEquivalent(there, run);
    }
}
