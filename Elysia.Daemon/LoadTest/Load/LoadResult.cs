namespace Elysia.LoadTest.Load;

/// <summary>The result of a load run. Everything in it was measured over real sockets; null is what could not be.</summary>
internal sealed record LoadResult
{
    // IPv4 20, TCP 20, its timestamps 12.
    private const int PacketHeaderBytes = 52;

    /// <summary>What was asked for.</summary>
    public required LoadOptions Options { get; init; }

    /// <summary>Where the daemon was.</summary>
    public required Uri Url { get; init; }

    /// <summary>How long was measured.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Whether the run was ended early.</summary>
    public required bool IsInterrupted { get; init; }

    /// <summary>Viewers that were open when all had been tried.</summary>
    public required int Connected { get; init; }

    /// <summary>Viewers still open at the end.</summary>
    public required int OpenAtEnd { get; init; }

    /// <summary>Why viewers were lost, with counts.</summary>
    public required IReadOnlyDictionary<string, int> Losses { get; init; }

    /// <summary>State messages read by all viewers per second.</summary>
    public required double FramesPerSecond { get; init; }

    /// <summary>State messages read in all.</summary>
    public required long Frames { get; init; }

    /// <summary>State messages read per second by a healthy viewer.</summary>
    public required double FramesPerSecondPerViewer { get; init; }

    /// <summary>Bytes per second on the wire to a healthy viewer, WebSocket headers included, TCP's not.</summary>
    public required double BytesPerSecondPerViewer { get; init; }

    /// <summary>The same with IP's and TCP's headers, each state message in a packet of its own: 52 bytes more
    /// each.</summary>
    public required double PacketBytesPerSecondPerViewer { get; init; }

    /// <summary>Age of a state when a healthy viewer read it: now - "t".</summary>
    public required AgeFigures? FrameAge { get; init; }

    /// <summary>How long the state shown had been overtaken, at 60 display instants per second and healthy viewer.</summary>
    public required AgeFigures? ShownAge { get; init; }

    /// <summary>The same for slow viewers while awake.</summary>
    public required AgeFigures? ShownAgeAwake { get; init; }

    /// <summary>Age of the first frame that a slow viewer reads on waking.</summary>
    public required AgeFigures? WakeFirstFrameAge { get; init; }

    /// <summary>From a slow viewer's waking until it shows a state published after that.</summary>
    public required AgeFigures? WakeCatchUp { get; init; }

    /// <summary>Wakings that ended before the viewer was current.</summary>
    public required long NotCaughtUp { get; init; }

    /// <summary>How regular the ticks were.</summary>
    public required TickFigures? Ticks { get; init; }

    /// <summary>What the daemon says of itself afterwards.</summary>
    public required DaemonHealth? Health { get; init; }

    /// <summary>CPU of the daemon, 1 being a whole core.</summary>
    public required double? ServerCores { get; init; }

    /// <summary>CPU time of the daemon per state message delivered. Unit: microseconds.</summary>
    public required double? ServerCpuPerFrameMicroseconds { get; init; }

    /// <summary>Growth of the daemon's memory (VmRSS) per connected viewer. Unit: bytes.</summary>
    public required double? ServerBytesPerViewer { get; init; }

    /// <summary>The daemon's memory at the end. Unit: bytes.</summary>
    public required long? ServerResidentBytes { get; init; }

    /// <summary>Questions asked, answers, and refusals of any kind.</summary>
    public required TalkFigures Talk { get; init; }

    /// <summary>From question to answer.</summary>
    public required AgeFigures? SpeechLatency { get; init; }

    /// <summary>Whether viewers saw what was published.</summary>
    public required TruthFigures Truth { get; init; }

    /// <summary>What the generator needed itself.</summary>
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
