using System.Globalization;

namespace Elysia.LoadTest.Load;

/// <summary>The time used by the calling thread, from /proc/thread-self/schedstat.</summary>
/// <param name="RunNanoseconds">Time on a core.</param>
/// <param name="WaitNanoseconds">Time runnable without a core.</param>
internal readonly record struct ThreadUsage(long RunNanoseconds, long WaitNanoseconds)
{
    /// <summary>Reads the current usage; zeros if the kernel keeps no such figures.</summary>
    public static ThreadUsage Now()
    {
        try
        {
            string[] words = File.ReadAllText("/proc/thread-self/schedstat").Split(' ');
            return new ThreadUsage(Number(words[0]), Number(words[1]));
        }
        catch (IOException)
        {
            return default;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
