namespace Elysia.Hosting;

/// <summary>What the operating system says about this process. Any thread.</summary>
public interface IProcessFigures
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
