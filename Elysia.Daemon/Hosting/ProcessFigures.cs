namespace Elysia.Hosting;

/// <summary>The figures of the real process.</summary>
public sealed class ProcessFigures : IProcessFigures
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
