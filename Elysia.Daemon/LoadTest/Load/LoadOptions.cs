using System.Net;
using Elysia.LoadTest.Viewers;

namespace Elysia.LoadTest.Load;

/// <summary>The options of a load run. <see cref="Problems"/> checks them before anything is opened.</summary>
internal sealed record LoadOptions
{
    /// <summary>The maximum number of viewers per run: a loopback address pair has 28,232 ports, and descriptors are
    /// limited too.</summary>
    public const int ClientsMax = 20_000;

    /// <summary>The maximum duration of a run. Unit: seconds.</summary>
    public const int SecondsMax = 3600;

    /// <summary>The maximum number of texts per second and viewer: the daemon's limit of 60 a minute, less a
    /// margin.</summary>
    public const double TalkPerViewerMaxHz = 0.9;

    /// <summary>The number of viewers. Range 1..20,000. Default 100.</summary>
    public int Clients { get; init; } = 100;

    /// <summary>The duration of the measurement, once all viewers are connected. Unit: seconds. Range 1..3,600. Default
    /// 10.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>Share of viewers that never read. Unit: percent. Range 0..100. Default 0.</summary>
    public double StalledPercent { get; init; }

    /// <summary>Share of viewers that read in bursts. Unit: percent. Range 0..100. Default 0.</summary>
    public double SlowPercent { get; init; }

    /// <summary>Chat texts per second over all healthy viewers. Range 0 to 0.9 per healthy viewer. Default 0.</summary>
    public double TalkHz { get; init; }

    /// <summary>The maximum error of a picture. Range 0.0001..0.5. Default 0.01, like the daemon's own
    /// threshold.</summary>
    public double Threshold { get; init; } = 0.01;

    /// <summary>The protocol of the viewers. Default: protocol 1.</summary>
    public BenchProtocol Protocol { get; init; }

    /// <summary>The address of the running daemon; null to start one. Loopback only.</summary>
    public Uri? Url { get; init; }

    /// <summary>The daemon's process id; null to take it from its /health.</summary>
    public int? ProcessId { get; init; }

    /// <summary>The minimum and maximum tick rate of a daemon started for the run. Unit: Hz. Default 60, 60: a fixed
    /// rate.</summary>
    public (int Min, int Max) RateHz { get; init; } = (60, 60);

    /// <summary>The time that the viewers are connected before the measurement begins. Default 1 s: code gets compiled,
    /// caches get warm.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The number of viewers that read everything at once, the reference viewer included.</summary>
    public int Healthy => ViewerKinds.Spread(Clients, StalledPercent, SlowPercent)
        .Count(k => k is ViewerKind.Healthy or ViewerKind.Reference);

    /// <summary>Returns everything that is wrong with these options, worded for the user; empty if they are
    /// valid.</summary>
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
        !url.IsAbsoluteUri || url.Scheme != "ws" ? $"--url must be an address like ws://127.0.0.1:8765/ws, not {url}."
        : url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? address)
            && IPAddress.IsLoopback(address))
            ? null
        : $"--url must be a loopback address (127.0.0.0/8, [::1] or localhost), not {url.Host}: "
            + "a load test against someone else's machine is an attack.";
}
