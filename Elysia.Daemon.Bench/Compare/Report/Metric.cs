using Elysia.Bench.Compare.Run;

namespace Elysia.Bench.Compare.Report;

/// <summary>A column: the runs it is taken from, its calculation, and the better direction.</summary>
/// <param name="PairedWithFloor">Whether each value is divided by the floor's in the same round before the median is
/// taken.</param>
internal sealed record Metric(
    string Key,
    string Title,
    string Workload,
    Func<RunResult, double?> Value,
    string Format = "0.0",
    bool LowerIsBetter = true,
    bool PairedWithFloor = false)
{
    private static readonly string Cpu = Plan.Workload.Cpu.Key;
    private static readonly string Overload = Plan.Workload.Overload.Key;
    private static readonly string Stalled = Plan.Workload.Stalled.Key;

    /// <summary>All columns; the first of each workload sorts its table and is its chart.</summary>
    public static IReadOnlyList<Metric> All { get; } =
    [
        new("cpuRatio", "CPU per frame, × floor", Cpu, run => run.CpuMicrosecondsPerFrame, "0.00",
            PairedWithFloor: true),
        new("cpuMicroseconds", "CPU per frame, µs", Cpu, run => run.CpuMicrosecondsPerFrame, "0.00"),
        new("cpuFps", "frames/s per viewer", Cpu, run => run.Viewers?.Fps, LowerIsBetter: false),
        new("cpuAgeP99", "age p99, ms", Cpu, run => run.Viewers?.AgeP99Ms),

        new("overloadAgeP99", "age p99, ms", Overload, run => run.Viewers?.AgeP99Ms),
        new("overloadAgeP50", "age p50, ms", Overload, run => run.Viewers?.AgeP50Ms),
        new("overloadFps", "frames/s per viewer", Overload, run => run.Viewers?.Fps, LowerIsBetter: false),
        new("overloadGap", "longest silence, ms", Overload, run => run.Viewers?.GapMaxMs, "0"),

        new("stalledAgeP99", "age p99, ms", Stalled, run => run.Viewers?.AgeP99Ms),
        new("stalledGap", "longest silence, ms", Stalled, run => run.Viewers?.GapMaxMs, "0"),
        new("stalledFps", "frames/s per healthy viewer", Stalled, run => run.Viewers?.Fps, LowerIsBetter: false),
        new("stalledGrowth", "server memory gained, MB", Stalled, run => Gained(run), "0"),

        new("memory", "memory per viewer, KB", Plan.Workload.Memory.Key, run => run.KilobytesPerViewer),
        new("memoryIdle", "server without viewers, MB", Plan.Workload.Memory.Key, run => Idle(run), "0"),
    ];

    private static double? Gained(RunResult run) =>
        run.Viewers is null ? null : (run.FullKilobytes - run.IdleKilobytes) / 1024.0;

    private static double? Idle(RunResult run) => run.Viewers is null ? null : run.IdleKilobytes / 1024.0;
}
