using Elysia.Bench.Budget;

namespace Elysia.Tests.LoadTest;

/// <summary>Runs every benchmark once and compares its allocations with its budget, so that none breaks or grows
/// unnoticed.</summary>
[TestClass]
[DoNotParallelize] // Allocations are counted over all threads of the process.
internal sealed class BenchmarkSmokeTests
{
    public static IEnumerable<object[]> Names => BenchmarkCase.All.Select(b => new object[] { b.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Run_EveryBenchmark_CompletesWithinItsBudget(string name)
    {
        BenchmarkCase benchmark = BenchmarkCase.All.Single(b => b.Name == name);

        long bytes = AllocationMeter.BytesPerCall(benchmark);

        Assert.IsNull(AllocationBudget.Read().Fault(name, bytes));
    }

    [TestMethod]
    public void Budget_OfABroadcast_IsTheSameForAnyNumberOfViewers()
    {
        long[] budgets = [.. AllocationBudget.Read().Lines.Where(l =>
            l.Key.StartsWith("BroadcastBenchmark", StringComparison.Ordinal)).Select(l => l.Value)];

        Assert.HasCount(3, budgets);
        Assert.AreEqual(1, budgets.Distinct().Count());
    }

    [TestMethod]
    public void Fault_MoreLessOrUnknown_NamesTheBenchmark()
    {
        AllocationBudget budget = AllocationBudget.Parse(["# comment", "A.B 10"]);

        Assert.IsNull(budget.Fault("A.B", 10));
        Assert.Contains("its budget is 10", budget.Fault("A.B", 11)!);
        Assert.Contains("lower its budget", budget.Fault("A.B", 9)!);
        Assert.Contains("no line", budget.Fault("A.C", 0)!);
    }

    [TestMethod]
    public void Budget_EveryLine_NamesABenchmark()
    {
        CollectionAssert.AreEquivalent(BenchmarkCase.All.Select(b => b.Name).ToArray(), AllocationBudget.Read()
            .Lines.Keys.ToArray());
    }
}
