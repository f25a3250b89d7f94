using System.Diagnostics.Metrics;

namespace Elysia.Diagnostics;

/// <summary>The meter "Elysia" with the histograms into which the threads of the update path record. Everything else is
/// counted in plain numbers that only observable instruments (Monitoring) read, so it costs those threads
/// nothing.</summary>
/// <remarks>Recording allocates nothing. Each daemon has one meter; readers distinguish it from another of the same
/// name by <see cref="Owns"/>.</remarks>
internal sealed class DaemonMeter : IDisposable
{
    /// <summary>The meter's name, for `dotnet-counters monitor --counters Elysia` and for OTLP.</summary>
    public const string Name = "Elysia";

    private const string Seconds = "s";

    /// <summary>Creates the meter and its histograms.</summary>
    public DaemonMeter()
    {
        Meter = new Meter(Name, Hosting.Version.Text);
        TickDuration = Histogram("elysia_tick_duration_seconds",
            "Time from the start of a tick until its state was passed to the senders.",
            [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.1]);
        TickLateness = Histogram("elysia_tick_lateness_seconds",
            "Time by which a tick started later than it was due.",
            [0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5]);
        FrameAge = Histogram("elysia_frame_age_seconds",
            "Age of a state frame when the kernel had accepted it: from its tick to the end of its send. Each sender samples "
                + "one viewer per pass, in turn. The network's delay is not included.",
            [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]);
        ChatLatency = Histogram("elysia_chat_latency_seconds",
            "Time of a chat message: waiting for its turn, generating the answer (thinking), total until the answer is in "
                + "the viewer's send queue.",
            [0.001, 0.005, 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]);
        ShownLag = Histogram("elysia_shown_lag_seconds",
            "Time by which a viewer's screen is behind server time, from its acknowledgements of protocol 2. The travel time "
                + "of the acknowledgement is included.",
            [0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 1, 2.5, 10]);
        TurnTime = Histogram("elysia_turn_seconds",
            "Time from the start of a turn until its first token, its first sentence, its first audio and its end.",
            [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]);
    }

    /// <summary>The meter, for the observable instruments.</summary>
    public Meter Meter { get; }

    /// <summary>The duration of a tick in seconds. Recorded by the tick thread.</summary>
    public Histogram<double> TickDuration { get; }

    /// <summary>The lateness of a tick in seconds. Recorded by the tick thread.</summary>
    public Histogram<double> TickLateness { get; }

    /// <summary>The time between a tick and the end of a send of its state, in seconds. Recorded by the
    /// senders.</summary>
    public Histogram<double> FrameAge { get; }

    /// <summary>The time a chat message spent in a stage, in seconds. Recorded by the conversation.</summary>
    public Histogram<double> ChatLatency { get; }

    /// <summary>The time by which a screen is behind server time, in seconds. Recorded by the receive loops.</summary>
    public Histogram<double> ShownLag { get; }

    /// <summary>The time from the start of a turn to one of its stages, in seconds. Recorded by the turns.</summary>
    public Histogram<double> TurnTime { get; }

    /// <summary>Whether an instrument belongs to this daemon.</summary>
    public bool Owns(Instrument instrument) => ReferenceEquals(instrument.Meter, Meter);

    /// <inheritdoc/>
    public void Dispose() => Meter.Dispose();

    private Histogram<double> Histogram(string name, string description, double[] bounds) => Meter.CreateHistogram(
        name, Seconds, description, tags: null, new InstrumentAdvice<double> { HistogramBucketBoundaries = bounds });
}
