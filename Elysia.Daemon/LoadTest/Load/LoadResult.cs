namespace Elysia.LoadTest.Load;

/// <summary>The result of a load run. Every figure was measured over real sockets; null means it could not be
/// measured.</summary>
internal sealed record LoadResult
{
    // IPv4 header 20, TCP header 20, its timestamps 12.
    private const int PacketHeaderBytes = 52;

    /// <summary>The options of the run.</summary>
    public required LoadOptions Options { get; init; }

    /// <summary>The daemon's address.</summary>
    public required Uri Url { get; init; }

    /// <summary>The duration of the measurement.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Whether the run was ended early.</summary>
    public required bool IsInterrupted { get; init; }

    /// <summary>Viewers that were connected once every connection had been tried.</summary>
    public required int Connected { get; init; }

    /// <summary>Viewers that were still connected at the end.</summary>
    public required int OpenAtEnd { get; init; }

    /// <summary>The reasons why viewers were lost, with counts.</summary>
    public required IReadOnlyDictionary<string, int> Losses { get; init; }

    /// <summary>State messages read by all viewers per second.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>State messages read by all viewers.</summary>
    public required long Frames { get; init; }

    /// <summary>State messages read per second by one healthy viewer.</summary>
    public required double FramesPerSecondPerViewer { get; init; }

    /// <summary>Bytes per second on the wire to one healthy viewer, with WebSocket headers but without TCP's.</summary>
    public required double BytesPerSecondPerViewer { get; init; }

    /// <summary>The same with the headers of IP and TCP, assuming one packet per state message: 52 bytes more for
    /// each.</summary>
    public required double PacketBytesPerSecondPerViewer { get; init; }

    /// <summary>Age of a state when a healthy viewer read it: now - "t".</summary>
    public required AgeFigures? FrameAge { get; init; }

    /// <summary>The time since a newer state was published, at 60 display instants per second and healthy
    /// viewer.</summary>
    public required AgeFigures? ShownAge { get; init; }

    /// <summary>The same for slow viewers while awake.</summary>
    public required AgeFigures? ShownAgeAwake { get; init; }

    /// <summary>Age of the first frame that a slow viewer reads after it wakes.</summary>
    public required AgeFigures? WakeFirstFrameAge { get; init; }

    /// <summary>Time from the moment a slow viewer wakes until it shows a state published after that moment.</summary>
    public required AgeFigures? WakeCatchUp { get; init; }

    /// <summary>The number of times a slow viewer went back to sleep before it was current.</summary>
    public required long NotCaughtUp { get; init; }

    /// <summary>The regularity of the ticks.</summary>
    public required TickFigures? Ticks { get; init; }

    /// <summary>The daemon's own report after the run.</summary>
    public required DaemonHealth? Health { get; init; }

    /// <summary>CPU use of the daemon. Unit: cores.</summary>
    public required double? ServerCores { get; init; }

    /// <summary>CPU time of the daemon per state message delivered. Unit: microseconds.</summary>
    public required double? ServerCpuPerFrameMicroseconds { get; init; }

    /// <summary>Growth of the daemon's memory (VmRSS) per connected viewer. Unit: bytes.</summary>
    public required double? ServerBytesPerViewer { get; init; }

    /// <summary>The daemon's memory (VmRSS) at the end. Unit: bytes.</summary>
    public required long? ServerResidentBytes { get; init; }

    /// <summary>Chat texts, their answers, and errors.</summary>
    public required TalkFigures Talk { get; init; }

    /// <summary>Time from a chat text to its answer.</summary>
    public required AgeFigures? SpeechLatency { get; init; }

    /// <summary>The comparison of the viewers' pictures with the reference viewer's.</summary>
    public required TruthFigures Truth { get; init; }

    /// <summary>The resources that the generator used.</summary>
    public required GeneratorFigures Generator { get; init; }

    internal static LoadResult From(LoadOptions options, Uri url, LoadMeasurement raw, DaemonHealth? health, bool isInterrupted)
    {
        double seconds = raw.Elapsed.TotalSeconds;
        double healthy = Math.Max(1, options.Healthy);
        LoadTally tally = raw.Tally;
        double? cpuSeconds = raw.End is { } end && raw.Begin is { } begin ? (end.Cpu - begin.Cpu).TotalSeconds : null;
        return new LoadResult
        {
            Options = options,
            Url = url,
            Elapsed = raw.Elapsed,
            IsInterrupted = isInterrupted,
            Connected = raw.Connected,
            OpenAtEnd = raw.OpenAtEnd,
            Losses = raw.Losses,
            Frames = tally.Frames,
            FramesPerSecond = tally.Frames / seconds,
            FramesPerSecondPerViewer = tally.HealthyFrames / seconds / healthy,
            BytesPerSecondPerViewer = tally.HealthyBytes / seconds / healthy,
            PacketBytesPerSecondPerViewer =
                (tally.HealthyBytes + (tally.HealthyFrames * PacketHeaderBytes)) / seconds / healthy,
            FrameAge = AgeFigures.From(tally.FrameAge),
            ShownAge = AgeFigures.From(tally.ShownAge),
            ShownAgeAwake = AgeFigures.From(tally.ShownAgeAwake),
            WakeFirstFrameAge = AgeFigures.From(tally.WakeFirstFrameAge),
            WakeCatchUp = AgeFigures.From(tally.WakeCatchUp),
            NotCaughtUp = tally.NotCaughtUp,
            Ticks = raw.Ticks,
            Health = health,
            ServerCores = cpuSeconds / seconds,
            ServerCpuPerFrameMicroseconds = tally.Frames == 0 ? null : cpuSeconds * 1e6 / tally.Frames,
            ServerBytesPerViewer = raw.Connected > 0 && raw.End is { } late && raw.Before is { } before
                ? (late.ResidentBytes - before.ResidentBytes) / (double)raw.Connected : null,
            ServerResidentBytes = raw.End?.ResidentBytes,
            Talk = new TalkFigures(tally.Questions, tally.Speeches, tally.Errors, raw.Waiting),
            SpeechLatency = AgeFigures.From(tally.SpeechLatency),
            Truth = raw.Truth,
            Generator = raw.Generator,
        };
    }
}
