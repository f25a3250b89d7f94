using Elysia.Configuration.Options;

namespace Elysia.Configuration;

/// <summary>Every option of the daemon with its default. What each means stands once, in <see cref="OptionTable"/>.</summary>
/// <remarks>Immutable; made by <see cref="OptionsReader"/>, which reports all errors at once.</remarks>
internal sealed record DaemonOptions
{
    /// <summary>ELYSIA_HOST: the address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>ELYSIA_PORT: page, health and WebSocket; 0 takes a free one.</summary>
    public int Port { get; init; } = 8765;

    /// <summary>ELYSIA_HTTP_PORT: a second port for the same, as the reference had; null for none.</summary>
    public int? HttpPort { get; init; }

    /// <summary>ELYSIA_MIN_FPS: ticks per second at rest.</summary>
    public int MinFps { get; init; } = 15;

    /// <summary>ELYSIA_MAX_FPS: ticks per second at full activity.</summary>
    public int MaxFps { get; init; } = 60;

    /// <summary>ELYSIA_DELTA_THRESHOLD: how far a picture may be from the truth.</summary>
    public double DeltaThreshold { get; init; } = 0.01;

    /// <summary>ELYSIA_MAX_VIEWERS: most connections at a time.</summary>
    public int MaxViewers { get; init; } = 10_000;

    /// <summary>ELYSIA_SLOW_CLOSE: how long a viewer may read nothing.</summary>
    public TimeSpan SlowClose { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>ELYSIA_LOG_LEVEL.</summary>
    public LogThreshold LogLevel { get; init; } = LogThreshold.Info;

    /// <summary>ELYSIA_LOG_FORMAT.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary>ELYSIA_LOG_DIR: where a log file is written as well; null for nowhere.</summary>
    public string? LogDir { get; init; }

    /// <summary>ELYSIA_MONITORING: whether metrics and status are served and alerts raised.</summary>
    public bool Monitoring { get; init; } = true;

    /// <summary>ELYSIA_ALERT_CPU: percent of the cores the daemon may use; 0 for no alert.</summary>
    public int AlertCpuPercent { get; init; } = 80;

    /// <summary>ELYSIA_ALERT_MEMORY: percent of the memory the daemon may use; 0 for no alert.</summary>
    public int AlertMemoryPercent { get; init; } = 85;

    /// <summary>ELYSIA_ALERT_LATENCY: age of frames in milliseconds; 0 for no alert.</summary>
    public int AlertLatencyMs { get; init; } = 100;

    /// <summary>ELYSIA_ALERT_SILENT: seconds of silence of a client that drove her; 0 for no alert.</summary>
    public int AlertSilentSeconds { get; init; } = 60;

    /// <summary>ELYSIA_OTLP_ENDPOINT: where metrics are pushed to; null for nowhere.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>ELYSIA_OTLP_PROTOCOL.</summary>
    public OtlpProtocol OtlpProtocol { get; init; }

    /// <summary>ELYSIA_OTLP_SECONDS: time between two pushes.</summary>
    public int OtlpSeconds { get; init; } = 15;

    /// <summary>ELYSIA_TRANSPORT: whether sockets are taken out of HttpListener.</summary>
    public TransportMode Transport { get; init; }

    /// <summary>Who is let in and how much one client may ask for.</summary>
    public AdmissionSettings Admission { get; init; } = new();

    /// <summary>ELYSIA_AUTH: whether clients need a token.</summary>
    public AuthMode Auth { get; init; }

    /// <summary>ELYSIA_JWT_SECRET, or what its file holds; never logged, never printed.</summary>
    public Secret? JwtSecret { get; init; }

    /// <summary>ELYSIA_JWT_SECRET_FILE: where the secret comes from.</summary>
    public string? JwtSecretFile { get; init; }

    /// <summary>ELYSIA_JWKS: public keys for tokens.</summary>
    public string? Jwks { get; init; }

    /// <summary>ELYSIA_JWKS_REFRESH: how often those are read anew.</summary>
    /// <remarks>15 minutes: a key that is withdrawn counts no longer than that; a new one is found when it is first
    /// used.</remarks>
    public TimeSpan JwksRefresh { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>ELYSIA_JWT_ISSUER.</summary>
    public string JwtIssuer { get; init; } = "elysia";

    /// <summary>ELYSIA_JWT_AUDIENCE.</summary>
    public string JwtAudience { get; init; } = "elysia";

    /// <summary>ELYSIA_JWT_ROLE_CLAIM.</summary>
    public string JwtRoleClaim { get; init; } = "role";

    /// <summary>ELYSIA_AUTH_TIMEOUT: how long a client may be connected without a token.</summary>
    public TimeSpan AuthTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>ELYSIA_AUTH_PENDING: how many may be so at a time.</summary>
    /// <remarks>1,000; <see cref="DescriptorBudget"/> lowers it where the process may open few descriptors.</remarks>
    public int AuthPending { get; init; } = 1_000;

    /// <summary>ELYSIA_REVOKED_FILE: whose tokens count no more.</summary>
    public string? RevokedFile { get; init; }

    /// <summary>What is recorded or replayed; null for nothing.</summary>
    public RecordingSettings? Tape { get; init; }

    /// <summary>The living mood.</summary>
    public MoodSettings Mood { get; init; } = new();

    /// <summary>What she remembers on disk.</summary>
    public MemorySettings Memory { get; init; } = new();

    /// <summary>What she thinks with.</summary>
    public ReasoningSettings Reasoning { get; init; } = new();

    /// <summary>ELYSIA_SENSES: those that move her mood, parted by commas; or none.</summary>
    public string Senses { get; init; } = "vision,audio,screen";

    /// <summary>How she sounds.</summary>
    public VoiceSettings Voice { get; init; } = new();
}

/// <summary>What `elysia record` and `elysia replay` ask of a daemon; no option, for a service would fill its disk.</summary>
/// <param name="Record">The file that is written; null for none.</param>
/// <param name="Replay">The file that is played; null for none.</param>
internal sealed record RecordingSettings(string? Record, string? Replay);
