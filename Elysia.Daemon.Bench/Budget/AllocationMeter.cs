using System.Reflection;

namespace Elysia.Bench.Budget;

/// <summary>Counts exactly what a benchmark allocates per call, on all threads: bytes are the same on every machine, time is not.</summary>
internal static class AllocationMeter
{
    // Enough for tiered compilation to have done with the code: until then calls may allocate for the runtime's own ends.
    private const int WarmUpCalls = 200;
    private const int Calls = 1000;
    private const int Rounds = 5;

    private static readonly MethodInfo MeasureTyped =
        typeof(AllocationMeter).GetMethod(nameof(MeasureDelegate), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Bytes allocated by one call.</summary>
    /// <remarks>The least of a few rounds: the runtime allocates at times on its own threads, and never less than nothing.</remarks>
    public static long BytesPerCall(BenchmarkCase benchmark)
    {
        object instance = benchmark.Create();
        try
        {
            return (long)MeasureTyped.MakeGenericMethod(benchmark.Method.ReturnType).Invoke(null, [benchmark, instance])!;
        }
        finally
        {
            BenchmarkCase.Release(instance);
        }
    }

    private static long MeasureDelegate<TResult>(BenchmarkCase benchmark, object instance)
    {
        Func<TResult> call = benchmark.Bind<TResult>(instance);
        Repeat(call, WarmUpCalls);
        long least = long.MaxValue;
        for (int round = 0; round < Rounds; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Repeat(call, Calls);
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        // A benchmark allocates a multiple of eight bytes a call; what is left over is the runtime's, and far less than half a byte.
        return (least + (Calls / 2)) / Calls;
    }

    private static void Repeat<TResult>(Func<TResult> call, int times)
    {
        for (int i = 0; i < times; i++)
        {
            call();
        }
    }
}
