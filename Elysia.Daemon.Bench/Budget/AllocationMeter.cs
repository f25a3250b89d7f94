using System.Reflection;

namespace Elysia.Bench.Budget;

/// <summary>Counts exactly the bytes that a benchmark allocates per call, on all threads: unlike time, they are the
/// same on every machine.</summary>
internal static class AllocationMeter
{
    // Enough calls to finish tiered compilation: before that, calls may allocate for the runtime itself.
    private const int WarmUpCalls = 200;
    private const int Calls = 1000;
    private const int RoundsMax = 60;
    private const int RoundsThatAgree = 4;

    private static readonly MethodInfo MeasureTyped =
        typeof(AllocationMeter).GetMethod(nameof(MeasureDelegate), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Returns the bytes allocated by one call.</summary>
    /// <remarks>The minimum over as many rounds as it takes until several agree on it: now and then the runtime
    /// allocates on its own threads, above all while it still compiles, and this can only add bytes.</remarks>
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
        for (int round = 0, agree = 0; round < RoundsMax && agree < RoundsThatAgree; round++)
        {
            long before = GC.GetTotalAllocatedBytes(precise: true);
            Repeat(call, Calls);
            long bytes = PerCall(GC.GetTotalAllocatedBytes(precise: true) - before);
            agree = bytes == least ? agree + 1 : bytes < least ? 0 : agree;
            least = Math.Min(least, bytes);
        }

        return least;
    }

    // A benchmark allocates a multiple of eight bytes per call; the rest is the runtime's, and less than half a byte.
    private static long PerCall(long bytes) => (bytes + (Calls / 2)) / Calls;

    private static void Repeat<TResult>(Func<TResult> call, int times)
    {
        for (int i = 0; i < times; i++)
        {
            call();
        }
    }
}
