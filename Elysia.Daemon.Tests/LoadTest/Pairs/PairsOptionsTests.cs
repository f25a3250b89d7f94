using Elysia.Bench.Pairs;

namespace Elysia.Tests.LoadTest.Pairs;

/// <summary>The command line of `pairs`.</summary>
[TestClass]
internal sealed class PairsOptionsTests
{
    private static readonly string Library = Path.Combine(AppContext.BaseDirectory, "elysia.dll");

    [TestMethod]
    public void Parse_TwoBuilds_MeasuresEverythingInTwentyPairs()
    {
        PairsOptions options = PairsOptions.Parse(["--base", Library, "--candidate", Library], out string error)!;

        Assert.AreEqual("", error);
        Assert.AreEqual((20, 500, 4), (options.Pairs, options.Clients, options.Seconds));
        CollectionAssert.AreEqual(new[] { "start", "frame" }, options.Measures.ToArray());
    }

    [TestMethod]
    public void Parse_OneMeasureAndNumbers_TakesThem()
    {
        PairsOptions options = PairsOptions.Parse(
            ["--base", Library, "--candidate", Library, "--pairs", "6", "--only", "frame", "--clients", "9", "--seconds", "2"],
            out _)!;

        Assert.AreEqual((6, 9, 2), (options.Pairs, options.Clients, options.Seconds));
        CollectionAssert.AreEqual(new[] { "frame" }, options.Measures.ToArray());
    }

    [TestMethod]
    [DataRow("--pairs 0", "--pairs 0: unknown option, or a value it does not take")]
    [DataRow("--pairs 201", "--pairs 201: unknown option, or a value it does not take")]
    [DataRow("--only ,", "--only ,: unknown option, or a value it does not take")]
    [DataRow("--only speed", "no measure speed; there are start, frame")]
    [DataRow("--base /nowhere", "--base /nowhere: unknown option, or a value it does not take")]
    [DataRow("--pairs", "--pairs: unknown, or its value is missing")]
    [DataRow("--pairs 3", "--base and --candidate are needed")]
    public void Parse_SomethingWrong_SaysWhat(string line, string expected)
    {
        Assert.IsNull(PairsOptions.Parse(line.Split(' '), out string error));
        Assert.AreEqual(expected, error);
    }
}
