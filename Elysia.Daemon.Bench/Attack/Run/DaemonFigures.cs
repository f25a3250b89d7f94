using System.Globalization;
using Elysia.Bench.Compare.Run;
using Elysia.LoadTest.Load;

namespace Elysia.Bench.Attack.Run;

/// <summary>What the attacked process uses at a moment.</summary>
/// <param name="ResidentBytes">Its memory (VmRSS).</param>
/// <param name="Descriptors">Its open file descriptors.</param>
/// <param name="Cpu">CPU time since it started.</param>
internal sealed record DaemonFigures(long ResidentBytes, int Descriptors, TimeSpan Cpu)
{
    /// <summary>Reads them now.</summary>
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

/// <summary>What the attacked process says of its memory after collecting all garbage.</summary>
/// <param name="LiveBytes">What is held.</param>
/// <param name="Collections">Collections so far.</param>
/// <param name="Paused">How long they stopped every thread in all.</param>
internal sealed record HeapFigures(long LiveBytes, int Collections, TimeSpan Paused)
{
    /// <summary>Reads what <see cref="StartupHook"/> wrote.</summary>
    public static HeapFigures Parse(string text)
    {
        double[] words = [.. text.Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];
        return new HeapFigures((long)words[0], (int)words[1], TimeSpan.FromMilliseconds(words[2]));
    }
}
