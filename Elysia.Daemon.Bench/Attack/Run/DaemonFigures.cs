using System.Globalization;
using Elysia.Bench.Compare.Run;
using Elysia.LoadTest.Load;

namespace Elysia.Bench.Attack.Run;

/// <summary>The resource usage of the attacked process at one moment.</summary>
/// <param name="ResidentBytes">Its memory (VmRSS). Unit: bytes.</param>
/// <param name="Descriptors">Its open file descriptors.</param>
/// <param name="Cpu">CPU time since it started.</param>
internal sealed record DaemonFigures(long ResidentBytes, int Descriptors, TimeSpan Cpu)
{
    /// <summary>Reads the current usage.</summary>
    /// <exception cref="RunException">The process is gone.</exception>
    public static DaemonFigures Read(int processId)
    {
        try
        {
            ProcessUsage usage = ProcessUsage.Read(processId) ?? throw new RunException("the daemon is gone");
            int descriptors = Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd").Count();
            return new DaemonFigures(usage.ResidentBytes, descriptors, usage.Cpu);
        }
        catch (IOException)
        {
            throw new RunException("the daemon is gone");
        }
    }
}

/// <summary>The attacked process's own report of its memory after a full collection.</summary>
/// <param name="LiveBytes">Live memory. Unit: bytes.</param>
/// <param name="Collections">The number of collections so far.</param>
/// <param name="Paused">The total time for which they stopped all threads.</param>
internal sealed record HeapFigures(long LiveBytes, int Collections, TimeSpan Paused)
{
    /// <summary>Parses the file that <see cref="StartupHook"/> writes.</summary>
    public static HeapFigures Parse(string text)
    {
        double[] words = [.. text.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        return new HeapFigures((long)words[0], (int)words[1], TimeSpan.FromMilliseconds(words[2]));
    }
}
