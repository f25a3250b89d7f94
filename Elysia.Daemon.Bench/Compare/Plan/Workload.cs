namespace Elysia.Bench.Compare.Plan;

/// <summary>A workload that every server gets: the number of viewers, the share of stalled ones, the duration and the
/// rate.</summary>
/// <param name="StalledPercent">Share of viewers whose connection goes dead after they have joined. Unit:
/// percent.</param>
/// <param name="Warmup">Time from the last viewer's join to the window, in which buffers and compilers settle.
/// Compilers share the server's single core and take some ten seconds; where CPU is measured, the warm-up waits until
/// they have finished.</param>
internal sealed record Workload(
    string Key, int Viewers, int StalledPercent, int RateHz, TimeSpan Warmup, TimeSpan Window)
{
    /// <summary>CPU per delivered frame at a rate at which the slowest servers are at their limit and the floor is
    /// not.</summary>
    public static readonly Workload Cpu = new(
        "cpu", 1000, 0, 60, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6));

    /// <summary>180,000 frames per second, more than even the floor can send: the test of freshness.</summary>
    public static readonly Workload Overload = Cpu with
    {
        Key = "overload",
        Viewers = 3000,
        Warmup = TimeSpan.FromSeconds(12),
    };

    /// <summary>A fifth of the viewers on dead connections; few enough that no server is short of CPU as
    /// well.</summary>
    /// <remarks>
    /// The kernel buffer of a dead connection holds 37 KB (measured), seven seconds of frames; a server's own buffers
    /// fill after that, and SignalR's and Kestrel's 64 KB each last for more than 20 s. The window covers both.
    /// </remarks>
    public static readonly Workload Stalled = Cpu with
    {
        Key = "stalled",
        Viewers = 500,
        StalledPercent = 20,
        Warmup = TimeSpan.FromSeconds(12),
        Window = TimeSpan.FromSeconds(20),
    };

    /// <summary>Memory of viewers that only listen, at the avatar's idle rate.</summary>
    public static readonly Workload Memory = new(
        "memory", 2000, 0, 15, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2));

    public static IReadOnlyList<Workload> All { get; } = [Cpu, Overload, Stalled, Memory];

    /// <summary>Returns the same workload in about three seconds; its figures only show that everything
    /// works.</summary>
    public Workload Shortened() => this with
    {
        Viewers = Viewers / 10,
        Warmup = TimeSpan.FromSeconds(1),
        Window = TimeSpan.FromSeconds(2),
    };
}
