using System.Diagnostics.Metrics;

namespace Elysia.Diagnostics;

/// <summary>The meter "Elysia" with the histograms that threads of the flow record into. Everything else about the daemon is
/// counted in plain numbers and only read by observable instruments (Monitoring), so it costs the flow nothing.</summary>
/// <remarks>Recording allocates nothing. One meter per daemon; readers tell it from another's of the same name by
/// <see cref="Owns"/>.</remarks>
internal sealed class DaemonMeter : IDisposable
{
    /// <summary>The meter's name, for `dotnet-counters monitor --counters Elysia` and for OTLP.</summary>
    public const string Name = "Elysia";

    private const string Seconds = "s";

    /// <summary>A meter of a daemon.</summary>
    public DaemonMeter()
    {
        Meter = new Meter(Name, Hosting.Version.Text);
        TickDuration = Histogram("elysia_tick_duration_seconds",
            "Time one tick took from its start until its picture was with the senders.",
            [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1]);
        TickLateness = Histogram("elysia_tick_lateness_seconds",
            "How long after its due moment a tick started.",
            [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5]);
        FrameAge = Histogram("elysia_frame_age_seconds",
            "Age of a state frame when the kernel had taken it: from its tick to the end of its send. Each sender samples one "
                + "viewer a pass, in turn. What the network adds is not seen here.",
            [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]);
        ChatLatency = Histogram("elysia_chat_latency_seconds",
            "Time of a chat message: waiting for its turn, thinking of the answer, total until the answer is with the asker's "
                + "send queue.",
            [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]);
        ShownLag = Histogram("elysia_shown_lag_seconds",
            "How far a viewer's screen is behind server time, as its acknowledgements of protocol 2 say. The way of the "
                + "acknowledgement is in it.",
            [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 1, 2.5, 10]);
        TurnTime = Histogram("elysia_turn_seconds",
            "Time from the beginning of a turn until its first token, its first sentence, its first audio and its end.",
            [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]);
    }

    /// <summary>The meter, for the observable instruments.</summary>
    public Meter Meter { get; }

    /// <summary>Seconds a tick took. The tick thread records.</summary>
    public Histogram<double> TickDuration { get; }

    /// <summary>Seconds a tick was late. The tick thread records.</summary>
    public Histogram<double> TickLateness { get; }

    /// <summary>Seconds between a tick and the end of a send of its picture. The senders record.</summary>
    public Histogram<double> FrameAge { get; }

    /// <summary>Seconds a chat message spent in a stage. The conversation records.</summary>
    public Histogram<double> ChatLatency { get; }

    /// <summary>Seconds a screen is behind server time. The receive loops record.</summary>
    public Histogram<double> ShownLag { get; }

    /// <summary>Seconds from the beginning of a turn to a stage of it. The turns record.</summary>
    public Histogram<double> TurnTime { get; }

    /// <summary>Whether an instrument is this daemon's.</summary>
    public bool Owns(Instrument instrument) => ReferenceEquals(instrument.Meter, Meter);

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private Histogram<double> Histogram(string name, string description, double[] bounds) => Meter.CreateHistogram(
        name, Seconds, description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
