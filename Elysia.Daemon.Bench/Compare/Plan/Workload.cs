namespace Elysia.Bench.Compare.Plan;

/// <summary>One question put to every server: how many viewers, how many dead, how long, how fast.</summary>
/// <param name="StalledPercent">Viewers whose link dies once they have joined.</param>
/// <param name="Warmup">From the last viewer's join to the window: buffers settle in it, and compilers, which share the server's
/// one core and so take some ten seconds; where CPU is measured they are waited for to the end.</param>
internal sealed record Workload(
    string Key, int Viewers, int StalledPercent, int RateHz, TimeSpan Warmup, TimeSpan Window)
{
    /// <summary>CPU per delivered frame where the slowest servers are at their limit and the floor is not.</summary>
    public static readonly Workload Cpu = new(
        "cpu", 1000, 0, 60, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(6));

    /// <summary>180,000 frames per second, more than even the floor can give: who stays fresh?</summary>
    public static readonly Workload Overload = Cpu with
    {
        Key = "overload",
        Viewers = 3000,
        Warmup = TimeSpan.FromSeconds(12),
    };

    /// <summary>A fifth of the viewers on dead links; few enough that no server is short of CPU besides.</summary>
    /// <remarks>
    /// A dead link's kernel buffer holds 37 KB (measured), seven seconds of frames; a server's own buffers come after
    /// that, SignalR's and Kestrel's 64 KB each last into the twenties. The window sees both.
    /// </remarks>
    public static readonly Workload Stalled = Cpu with
    {
        Key = "stalled",
        Viewers = 500,
        StalledPercent = 20,
        Warmup = TimeSpan.FromSeconds(12),
        Window = TimeSpan.FromSeconds(20),
    };

    /// <summary>Memory of viewers who only listen, at the avatar's idle rate.</summary>
    public static readonly Workload Memory = new(
        "memory", 2000, 0, 15, TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(2));

    public static IReadOnlyList<Workload> All { get; } = [Cpu, Overload, Stalled, Memory];

    /// <summary>The same question in about three seconds; its figures only show that everything works.</summary>
    public Workload Shortened() => this with
    {
        Viewers = Viewers / 10,
        Warmup = TimeSpan.FromSeconds(1),
        Window = TimeSpan.FromSeconds(2),
    };
}
