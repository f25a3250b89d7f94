namespace Elysia.Bench.Compare.Run;

/// <summary>The result of one server under one workload in one round.</summary>
/// <param name="Failure">The reason why there are no figures; null if there are.</param>
/// <param name="ServerCpuSeconds">User and system time inside the window, network interrupts included.</param>
/// <param name="ForeignCpuSeconds">CPU time of other processes on the two cores: the run's noise.</param>
/// <param name="IdleKilobytes">Proportional set size before the first viewer.</param>
/// <param name="FullKilobytes">The same at the end of the window.</param>
internal sealed record RunResult(
    string Peer,
    string Workload,
    int Round,
    string? Failure,
    ViewerReport? Viewers = null,
    double ServerCpuSeconds = 0,
    double ForeignCpuSeconds = 0,
    long IdleKilobytes = 0,
    long FullKilobytes = 0)
{
    public double? CpuMicrosecondsPerFrame =>
        Viewers is { Delivered: > 0 } ? ServerCpuSeconds * 1e6 / Viewers.Delivered : null;

    public double? KilobytesPerViewer =>
        Viewers is null ? null : (double)(FullKilobytes - IdleKilobytes) / (Viewers.Healthy + Viewers.Stalled);
}
