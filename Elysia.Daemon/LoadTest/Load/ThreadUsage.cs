using System.Globalization;

namespace Elysia.LoadTest.Load;

/// <summary>What the calling thread has used: /proc/thread-self/schedstat.</summary>
/// <param name="RunNanoseconds">Time on a core.</param>
/// <param name="WaitNanoseconds">Time ready to run, without a core.</param>
internal readonly record struct ThreadUsage(long RunNanoseconds, long WaitNanoseconds)
{
    /// <summary>Reads it now; zeros where the kernel keeps no such figures.</summary>
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
