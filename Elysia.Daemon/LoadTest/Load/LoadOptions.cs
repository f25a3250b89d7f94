using System.Net;
using Elysia.LoadTest.Viewers;

namespace Elysia.LoadTest.Load;

/// <summary>What one load run does. Checked by <see cref="Problems"/> before anything is opened.</summary>
internal sealed record LoadOptions
{
    /// <summary>Most viewers of one run: a loopback address pair has 28,232 ports, and descriptors are as scarce.</summary>
    public const int ClientsMax = 20_000;

    /// <summary>Longest run. Unit: seconds.</summary>
    public const int SecondsMax = 3600;

    /// <summary>Most texts per second and viewer: the daemon's limit of 60 a minute, less a margin.</summary>
    public const double TalkPerViewerMaxHz = 0.9;

    /// <summary>Viewers in all. Range 1..20,000. Default 100.</summary>
    public int Clients { get; init; } = 100;

    /// <summary>How long is measured, after all viewers are connected. Unit: seconds. Range 1..3,600. Default 10.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>Share of viewers that never read. Unit: percent. Range 0..100. Default 0.</summary>
    public double StalledPercent { get; init; }

    /// <summary>Share of viewers that read in bursts. Unit: percent. Range 0..100. Default 0.</summary>
    public double SlowPercent { get; init; }

    /// <summary>Chat texts per second over all healthy viewers. Range 0 to 0.9 per healthy viewer. Default 0.</summary>
    public double TalkHz { get; init; }

    /// <summary>How far a picture may be from the truth. Range 0.0001..0.5. Default 0.01, the daemon's own default.</summary>
    public double Threshold { get; init; } = 0.01;

    /// <summary>What the viewers speak. Default: protocol 1.</summary>
    public BenchProtocol Protocol { get; init; }

    /// <summary>The running daemon; null to start one. Loopback only.</summary>
    public Uri? Url { get; init; }

    /// <summary>The daemon's process, where it cannot be asked for; null to ask its /health.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Tick rate of a daemon started for the run, least and greatest. Unit: Hz. Default 60, 60: no adapting.</summary>
    public (int Min, int Max) RateHz { get; init; } = (60, 60);

    /// <summary>How long the viewers watch before the measurement begins. Default 1 s: code is compiled, caches are
    /// warm.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many viewers read at once whatever comes, the reference viewer included.</summary>
    public int Healthy => ViewerKinds.Spread(Clients, StalledPercent, SlowPercent)
        .Count(k => k is ViewerKind.Healthy or ViewerKind.Reference);

    /// <summary>Everything that is wrong with these options, in words for the one who typed them; empty when they are
    /// fine.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        Require(Clients is >= 1 and <= ClientsMax, $"--clients must be 1 to {ClientsMax:N0}, not {Clients}.");
        Require(Seconds is >= 1 and <= SecondsMax, $"--seconds must be 1 to {SecondsMax:N0}, not {Seconds}.");
        Require(StalledPercent is >= 0 and <= 100, $"--stalled must be 0 to 100 percent, not {StalledPercent}.");
        Require(SlowPercent is >= 0 and <= 100, $"--slow must be 0 to 100 percent, not {SlowPercent}.");
        Require(
            !(StalledPercent + SlowPercent > 100),
            $"--stalled and --slow must be at most 100 percent together, not {StalledPercent + SlowPercent}.");
        Require(Threshold is >= 0.0001 and <= 0.5, $"--threshold must be 0.0001 to 0.5, not {Threshold}.");
        Require(
            RateHz.Min is >= 1 and <= 120 && RateHz.Max is >= 1 and <= 120 && RateHz.Min <= RateHz.Max,
            $"--rate must be 1 to 120 Hz, not {RateHz.Min} to {RateHz.Max}.");
        if (problems.Count == 0)
        {
            double most = Healthy * TalkPerViewerMaxHz;
            Require(
                TalkHz >= 0 && TalkHz <= most,
                $"--talk must be 0 to {most:0.0} texts a second for {Healthy} healthy viewers (60 a minute each), not {TalkHz}.");
        }

        if (Url is not null && UrlProblem(Url) is { } problem)
        {
            problems.Add(problem);
        }

        return problems;

        void Require(bool holds, FormattableString otherwise)
        {
            if (!holds)
            {
                problems.Add(FormattableString.Invariant(otherwise));
            }
        }
    }

    private static string? UrlProblem(Uri url) =>
        !url.IsAbsoluteUri || url.Scheme != "ws" ? $"--url must be like ws://127.0.0.1:8765/ws, not {url}."
        : url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? address)
            && IPAddress.IsLoopback(address))
            ? null
        : $"--url must be a loopback address (127.0.0.0/8, [::1] or localhost), not {url.Host}: "
            + "a load test against someone else's machine is an attack.";
}
