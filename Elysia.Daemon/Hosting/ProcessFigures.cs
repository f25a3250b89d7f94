namespace Elysia.Hosting;

/// <summary>The figures of the real process.</summary>
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

/// <summary>What the operating system says about this process. Any thread.</summary>
internal interface IProcessFigures
{
    /// <summary>CPU time used, user and kernel.</summary>
    TimeSpan CpuTime { get; }

    /// <summary>Cores it may use; a quota of its control group counts.</summary>
    int Cores { get; }

    /// <summary>Memory that is in RAM. Unit: bytes.</summary>
    long ResidentBytes { get; }

    /// <summary>Memory it may use. Unit: bytes.</summary>
    long MemoryLimitBytes { get; }

    /// <summary>File descriptors in use.</summary>
    int OpenFiles { get; }

    /// <summary>File descriptors there may be; 0 where that is unknown.</summary>
    long MaxOpenFiles { get; }
}
