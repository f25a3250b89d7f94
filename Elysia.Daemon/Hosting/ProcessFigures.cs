namespace Elysia.Hosting;

/// <summary>Reads the figures of the running process.</summary>
internal sealed class ProcessFigures : IProcessFigures
{
    private const string DescriptorFolder = "/proc/self/fd";

    /// <inheritdoc/>
    public TimeSpan CpuTime => Environment.CpuUsage.TotalTime;

    /// <inheritdoc/>
    public int Cores => Environment.ProcessorCount;

    /// <inheritdoc/>
    public long ResidentBytes => Environment.WorkingSet;

    /// <inheritdoc/>
    public long MemoryLimitBytes { get; } =
        MemoryLimit.OfControlGroup() ?? GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <inheritdoc/>
    public int OpenFiles
    {
        get
        {
            try
            {
                return Directory.EnumerateFileSystemEntries(DescriptorFolder).Count();
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not Linux, or no /proc in this container.
                return 0;
            }
        }
    }

    /// <inheritdoc/>
    public long MaxOpenFiles { get; } = Hosting.OpenFiles.Limit() ?? 0;
}

/// <summary>Resource use and limits of this process, as the operating system reports them. Safe to read from any
/// thread.</summary>
internal interface IProcessFigures
{
    /// <summary>CPU time used so far, user and kernel.</summary>
    TimeSpan CpuTime { get; }

    /// <summary>The number of cores the process may use, a quota of its control group included.</summary>
    int Cores { get; }

    /// <summary>Memory in RAM. Unit: bytes.</summary>
    long ResidentBytes { get; }

    /// <summary>The maximum amount of memory. Unit: bytes.</summary>
    long MemoryLimitBytes { get; }

    /// <summary>The number of file descriptors in use; 0 if it is unknown.</summary>
    int OpenFiles { get; }

    /// <summary>The maximum number of file descriptors; 0 if it is unknown.</summary>
    long MaxOpenFiles { get; }
}
