using Elysia.Bench.Compare.Run;
using Elysia.Bench.Load;

namespace Elysia.Bench.Attack.Run;

/// <summary>What the attacked process uses at a moment.</summary>
/// <param name="ResidentBytes">Its memory (VmRSS).</param>
/// <param name="Descriptors">Its open file descriptors.</param>
/// <param name="Cpu">CPU time since it started.</param>
internal sealed record DaemonFigures(long ResidentBytes, int Descriptors, TimeSpan Cpu)
{
    /// <summary>Reads them now.</summary>
    /// <exception cref="RunException">The process is gone.</exception>
    public static DaemonFigures Of(int processId)
    {
        try
        {
            ProcessUsage usage = ProcessUsage.Of(processId) ?? throw new RunException("the daemon is gone");
            int descriptors = Directory.EnumerateFileSystemEntries($"/proc/{processId}/fd").Count();
            return new DaemonFigures(usage.ResidentBytes, descriptors, usage.Cpu);
        }
        catch (IOException)
        {
            throw new RunException("the daemon is gone");
        }
    }
}
