using BenchmarkDotNet.Running;
using Elysia.Bench.Attack;
using Elysia.Bench.Attack.Run;
using Elysia.Bench.Budget;
using Elysia.Bench.Compare;
using Elysia.Bench.Pairs;
using Elysia.Bench.Picture;

// `budget` checks allocations, `compare` runs other servers beside the daemon, `attack` attacks the daemon, `pairs` compares
// two builds of it, `picture` draws the error of pictures; anything else goes to BenchmarkDotNet (try --list flat, or
// --filter '*Diff*').
if (args is ["budget"])
{
    return await BudgetCommand.RunAsync(Console.Out).ConfigureAwait(false);
}

if (args is ["picture", var file])
{
    return await PictureCommand.RunAsync(file, Console.Out).ConfigureAwait(false);
}

if (args is ["compare", .. var rest])
{
    return await CompareCommand.RunAsync(rest).ConfigureAwait(false);
}

if (args is ["pairs", .. var builds])
{
    return await PairsCommand.RunAsync(builds).ConfigureAwait(false);
}

if (args is ["attack", .. var wanted])
{
    return await AttackCommand.RunAsync(wanted).ConfigureAwait(false);
}

if (args is ["attacker", .. var order])
{
    return await AttackerCommand.RunAsync(order, Console.Out, TimeProvider.System).ConfigureAwait(false);
}

BenchmarkSwitcher.FromAssembly(typeof(BudgetCommand).Assembly).Run(args);
return 0;
