namespace Elysia.Bench.Budget;

/// <summary>`budget`: measures what every benchmark allocates and compares it with the budget, byte by byte.</summary>
internal static class BudgetCommand
{
    /// <summary>Measures all.</summary>
    /// <returns>0 when everything is as budgeted, else 1.</returns>
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
