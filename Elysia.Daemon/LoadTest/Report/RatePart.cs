using System.Globalization;
using Elysia.Configuration;
using Elysia.Ticking;

namespace Elysia.LoadTest.Report;

/// <summary>Part 2: the adaptive rate in the model's four scenarios, at a resting arousal.</summary>
internal static class RatePart
{
    private const double ReferenceHz = 30;
    private const double Arousal = 0.2;

    private static readonly (string Name, int Clients, double SecondsSinceMessage)[] Scenarios =
    [
        ("idle: nobody, nothing said for 10 s", 0, 10),
        ("low: 1 viewer, spoke 5 s ago", 1, 5),
        ("medium: 3 viewers, spoke 2 s ago", 3, 2),
        ("high: 10 viewers, spoke just now", 10, 0),
    ];

    /// <summary>Evaluates the daemon's own rate formula.</summary>
    public static ReportPart Measure()
    {
        var defaults = new DaemonOptions();
        var rate = new TickRate(defaults.MinFps, defaults.MaxFps);
        int[] hz = [.. Scenarios.Select(s => rate.Of(TimeSpan.FromSeconds(s.SecondsSinceMessage), s.Clients, Arousal))];
        double capacity = Math.Round(((ReferenceHz / hz[0]) - 1) * 100, 1);
        return new ReportPart(
            "2. Adaptive FPS",
            [
                new("FPS Idle", hz[0], "FPS", FigureBasis.Computed, Scenarios[0].Name),
                new("FPS High Activity", hz[^1], "FPS", FigureBasis.Computed, Scenarios[^1].Name),
                new("CPU at Idle", Percent(hz[0]), "%", FigureBasis.Computed, "FPS idle / 30, ticks being what costs"),
                new("CPU Savings at Idle", Math.Round(100 - Percent(hz[0]), 1), "%", FigureBasis.Computed, "100 % - CPU at idle"),
                new("Capacity Increase", capacity, "%", FigureBasis.Computed,
                    "viewers for the same frames per second: 30 / FPS idle - 1"),
            ],
            [
                .. Scenarios.Zip(hz, (s, h) => string.Create(
                    CultureInfo.InvariantCulture,
                    $"{s.Name,-38} {h,3} FPS {Percent(h),6:0.0} % of the CPU at 30 FPS {100 - Percent(h),6:+0.0;-0.0} % saved")),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"10 users at 30 FPS are {Math.Floor(ReferenceHz / hz[0] * 10):0} at the idle rate; what a core "
                        + $"really carries is under Live"),
            ]);
    }

    private static double Percent(double hz) => Math.Round(hz / ReferenceHz * 100, 1);
}
