using BenchmarkDotNet.Running;
using Elysia.Bench.Budget;

// `budget` checks allocations; anything else goes to BenchmarkDotNet (try --list flat, or --filter '*Diff*').
if (args is ["budget"])
{
    return await BudgetCommand.RunAsync(Console.Out).ConfigureAwait(false);
}

BenchmarkSwitcher.FromAssembly(typeof(BudgetCommand).Assembly).Run(args);
return 0;
