namespace Elysia.LoadTest.Load;

/// <summary>The resources that the load generator used, which tell how far its figures can be trusted.</summary>
/// <param name="LoopCores">CPU use of the loop's thread. Unit: cores.</param>
/// <param name="WaitingShare">Share of the time in which that thread was runnable but had no core. Range 0..1.</param>
/// <param name="OwnDelay">The time that readable sockets waited for the loop: part of every age.</param>
internal sealed record GeneratorFigures(double LoopCores, double WaitingShare, AgeFigures? OwnDelay)
{
    private const double BusyCores = 0.85;
    private const double StarvedShare = 0.05;

    /// <summary>Whether the loop had no time left, so that the figures show its own limit.</summary>
    public bool IsBottleneck => LoopCores > BusyCores;

    /// <summary>Whether the machine had too few cores for the daemon and the generator.</summary>
    public bool IsStarved => WaitingShare > StarvedShare;

    /// <summary>The verdict in words.</summary>
    public string Verdict =>
        IsBottleneck ? "THE GENERATOR WAS THE BOTTLENECK: frames and ages are its own limit, not the daemon's; use fewer viewers"
        : IsStarved ? "the generator often waited for a core, which is part of every age: the machine is too small or busy"
        : "the generator was not the bottleneck";
}
