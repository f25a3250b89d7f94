using System.Diagnostics.Metrics;
using Elysia.Hosting;
using Elysia.Hosting.Logs;

namespace Elysia.Monitoring.Metrics;

/// <summary>The observable instruments of the process itself.</summary>
internal static class ProcessMetrics
{
    /// <summary>Adds the instruments to a meter.</summary>
    /// <param name="meter">The daemon's meter.</param>
    /// <param name="process">The figures of the process.</param>
    /// <param name="file">The log file; null for none.</param>
    /// <param name="time">The daemon's clock.</param>
    public static void Add(Meter meter, IProcessFigures process, LogFile? file, TimeProvider time)
    {
        double started = time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        var build = new KeyValuePair<string, object?>("version", Hosting.Version.Text);
        meter.CreateObservableGauge("elysia_build_info", () => new Measurement<long>(1, build), null,
            "Always 1; the label is the version.");
        meter.Show("elysia_process_start_time_seconds", "Unix time at which the daemon started.", () => started, "s");
        meter.CreateObservableCounter("elysia_process_cpu_seconds_total", () => process.CpuTime.TotalSeconds, "s",
            "CPU time used by the process, user and kernel.");
        meter.Show("elysia_process_cpu_cores", "Number of cores that the process may use.", () => process.Cores);
        meter.Show("elysia_process_resident_memory_bytes", "Memory of the process that is in RAM.",
            () => process.ResidentBytes, "By");
        meter.Show("elysia_process_memory_limit_bytes", "Memory that the process may use: the limit of its control "
            + "group, otherwise the machine's RAM.", () => process.MemoryLimitBytes, "By");
        meter.Show("elysia_process_open_fds", "File descriptors in use.", () => process.OpenFiles);
        meter.Show("elysia_process_max_fds", "Maximum number of file descriptors.", () => process.MaxOpenFiles);
        AddRuntime(meter);
        if (file is not null)
        {
            meter.Count("elysia_log_lines_total", "Lines written to the log file.", () => file.Written);
            meter.Count("elysia_log_lines_dropped_total",
                "Lines missing from the log file, because its disk was full or too slow.",
                () => file.Dropped);
        }
    }

    private static void AddRuntime(Meter meter)
    {
        meter.Show("elysia_gc_heap_bytes", "Managed memory after the last collection.",
            () => GC.GetGCMemoryInfo().HeapSizeBytes, "By");
        meter.Count("elysia_gc_allocated_bytes_total", "Managed memory allocated since the start.",
            () => GC.GetTotalAllocatedBytes(), "By");
        meter.CreateObservableCounter("elysia_gc_pause_seconds_total", () => GC.GetTotalPauseDuration().TotalSeconds, "s",
            "Time for which the garbage collector stopped all threads.");
        meter.CreateObservableCounter("elysia_gc_collections_total",
            () => Enumerable.Range(0, GC.MaxGeneration + 1).Select(g => new Measurement<long>(
                GC.CollectionCount(g), new KeyValuePair<string, object?>("generation", $"{g}"))),
            null, "Collections by generation.");
        meter.Show("elysia_threadpool_threads", "Threads of the thread pool.", () => ThreadPool.ThreadCount);
        meter.Show("elysia_threadpool_waiting", "Work items that wait for a thread of the thread pool.",
            () => ThreadPool.PendingWorkItemCount);
    }
}
