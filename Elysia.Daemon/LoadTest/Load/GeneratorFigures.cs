namespace Elysia.LoadTest.Load;

/// <summary>What the load generator itself needed, and so how far its figures can be trusted.</summary>
/// <param name="LoopCores">CPU of the loop's thread, 1 being a whole core.</param>
/// <param name="WaitingShare">Share of the time in which that thread could have run and had no core to run on.</param>
/// <param name="OwnDelay">How long sockets that were ready waited for the loop: part of every age.</param>
internal sealed record GeneratorFigures(double LoopCores, double WaitingShare, AgeFigures? OwnDelay)
{
    private const double BusyCores = 0.85;
    private const double StarvedShare = 0.05;

    /// <summary>Whether the loop had no time left, so that it measured itself.</summary>
    public bool IsBottleneck => LoopCores > BusyCores;

    /// <summary>Whether the machine had too few cores for the daemon and the generator.</summary>
    public bool IsStarved => WaitingShare > StarvedShare;

    /// <summary>The verdict in words.</summary>
    public string Verdict =>
        IsBottleneck ? "THE GENERATOR WAS THE BOTTLENECK: frames and ages are its own limit, not the daemon's; use fewer viewers"
        : IsStarved ? "the generator often waited for a core, which is part of every age: the machine is too small or busy"
        : "the generator was not the bottleneck";
}
