using Elysia.Configuration.Options;

namespace Elysia.Configuration;

/// <summary>All options of the daemon with their defaults. Their meaning is defined once, in
/// <see cref="OptionTable"/>.</summary>
/// <remarks>Immutable; created by <see cref="OptionsReader"/>, which reports all errors at once.</remarks>
internal sealed record DaemonOptions
{
    /// <summary>ELYSIA_HOST: the address to listen on.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>ELYSIA_PORT: the port of page, health check and WebSocket; 0 for any free port.</summary>
    public int Port { get; init; } = 8765;

    /// <summary>ELYSIA_HTTP_PORT: a second port with the same content, as the reference had; null for none.</summary>
    public int? HttpPort { get; init; }

    /// <summary>ELYSIA_MIN_FPS: ticks per second at rest.</summary>
    public int MinFps { get; init; } = 15;

    /// <summary>ELYSIA_MAX_FPS: ticks per second at full activity.</summary>
    public int MaxFps { get; init; } = 60;

    /// <summary>ELYSIA_DELTA_THRESHOLD: the largest difference between a viewer's picture and the server's state while
    /// the face moves.</summary>
    public double DeltaThreshold { get; init; } = 0.01;

    /// <summary>ELYSIA_MAX_VIEWERS: the maximum number of viewers at a time.</summary>
    public int MaxViewers { get; init; } = 10_000;

    /// <summary>ELYSIA_SLOW_CLOSE: the time for which a viewer may read nothing.</summary>
    public TimeSpan SlowClose { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>ELYSIA_LOG_LEVEL.</summary>
    public LogThreshold LogLevel { get; init; } = LogThreshold.Info;

    /// <summary>ELYSIA_LOG_FORMAT.</summary>
    public LogFormat LogFormat { get; init; }

    /// <summary>ELYSIA_LOG_DIR: the folder of the log file; null for none.</summary>
    public string? LogDir { get; init; }

    /// <summary>ELYSIA_MONITORING: whether metrics and status are served and alerts raised.</summary>
    public bool Monitoring { get; init; } = true;

    /// <summary>ELYSIA_ALERT_CPU: percent of the cores the daemon may use; 0 for no alert.</summary>
    public int AlertCpuPercent { get; init; } = 80;

    /// <summary>ELYSIA_ALERT_MEMORY: percent of the memory the daemon may use; 0 for no alert.</summary>
    public int AlertMemoryPercent { get; init; } = 85;

    /// <summary>ELYSIA_ALERT_LATENCY: age of frames in milliseconds; 0 for no alert.</summary>
    public int AlertLatencyMs { get; init; } = 100;

    /// <summary>ELYSIA_ALERT_SILENT: silence of an engine in seconds; 0 for no alert.</summary>
    public int AlertSilentSeconds { get; init; } = 60;

    /// <summary>ELYSIA_OTLP_ENDPOINT: the collector to which metrics are pushed; null for none.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>ELYSIA_OTLP_PROTOCOL.</summary>
    public OtlpProtocol OtlpProtocol { get; init; }

    /// <summary>ELYSIA_OTLP_SECONDS: the time between two pushes.</summary>
    public int OtlpSeconds { get; init; } = 15;

    /// <summary>ELYSIA_TRANSPORT: whether sockets are taken out of HttpListener.</summary>
    public TransportMode Transport { get; init; }

    /// <summary>Admission and limits of connections and messages.</summary>
    public AdmissionSettings Admission { get; init; } = new();

    /// <summary>ELYSIA_AUTH: whether clients need a token.</summary>
    public AuthMode Auth { get; init; }

    /// <summary>ELYSIA_JWT_SECRET, or the content of its file; never logged, never printed.</summary>
    public Secret? JwtSecret { get; init; }

    /// <summary>ELYSIA_JWT_SECRET_FILE: the file that holds the secret.</summary>
    public string? JwtSecretFile { get; init; }

    /// <summary>ELYSIA_JWKS: the public keys for tokens.</summary>
    public string? Jwks { get; init; }

    /// <summary>ELYSIA_JWKS_REFRESH: the time between two reads of those keys.</summary>
    /// <remarks>15 minutes: a withdrawn key is valid no longer than that; a new key is found when it is first
    /// used.</remarks>
    public TimeSpan JwksRefresh { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>ELYSIA_JWT_ISSUER.</summary>
    public string JwtIssuer { get; init; } = "elysia";

    /// <summary>ELYSIA_JWT_AUDIENCE.</summary>
    public string JwtAudience { get; init; } = "elysia";

    /// <summary>ELYSIA_JWT_ROLE_CLAIM.</summary>
    public string JwtRoleClaim { get; init; } = "role";

    /// <summary>ELYSIA_AUTH_TIMEOUT: the time for which a client may be connected without a token.</summary>
    public TimeSpan AuthTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>ELYSIA_AUTH_PENDING: the maximum number of such clients at a time.</summary>
    /// <remarks>1,000; <see cref="DescriptorBudget"/> lowers it where the process may open few descriptors.</remarks>
    public int AuthPending { get; init; } = 1_000;

    /// <summary>ELYSIA_REVOKED_FILE: the file that lists the subjects whose tokens are revoked.</summary>
    public string? RevokedFile { get; init; }

    /// <summary>The recording to write or replay; null for none.</summary>
    public RecordingSettings? Recording { get; init; }

    /// <summary>The changes of her mood.</summary>
    public MoodSettings Mood { get; init; } = new();

    /// <summary>Her memory on disk.</summary>
    public MemorySettings Memory { get; init; } = new();

    /// <summary>The language model.</summary>
    public ReasoningSettings Reasoning { get; init; } = new();

    /// <summary>ELYSIA_SENSES: the senses that affect her mood, separated by commas; or none.</summary>
    public string Senses { get; init; } = "vision,audio,screen";

    /// <summary>Her voice.</summary>
    public VoiceSettings Voice { get; init; } = new();
}

/// <summary>The files of `elysia record` and `elysia replay`. Not an option, because a service that records would fill
/// its disk.</summary>
/// <param name="Record">The file to write; null for none.</param>
/// <param name="Replay">The file to replay; null for none.</param>
internal sealed record RecordingSettings(string? Record, string? Replay);
