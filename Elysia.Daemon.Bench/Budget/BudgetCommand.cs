namespace Elysia.Bench.Budget;

/// <summary>`budget`: measures the allocations of every benchmark and compares them exactly with the budget.</summary>
internal static class BudgetCommand
{
    /// <summary>Measures all benchmarks.</summary>
    /// <returns>0 if all match the budget, otherwise 1.</returns>
    public static async Task<int> RunAsync(TextWriter output)
    {
        AllocationBudget budget = AllocationBudget.Read();
        int faults = 0;
        foreach (BenchmarkCase benchmark in BenchmarkCase.All)
        {
            long bytes = AllocationMeter.BytesPerCall(benchmark);
            string? fault = budget.Fault(benchmark.Name, bytes);
            faults += fault is null ? 0 : 1;
            await output.WriteLineAsync($"{benchmark.Name} {bytes}{(fault is null ? "" : $"   <- {fault}")}")
                .ConfigureAwait(false);
        }

        return faults == 0 ? 0 : 1;
    }
}
