namespace Elysia.Configuration;

/// <summary>Every option of the daemon with its default. What each means stands once, in <see cref="OptionTable"/>.</summary>
/// <remarks>Immutable; made by <see cref="OptionsReader"/>, which reports all errors at once.</remarks>
public sealed record DaemonOptions
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
    public string LogLevel { get; init; } = "info";

    /// <summary>ELYSIA_LOG_FORMAT.</summary>
    public string LogFormat { get; init; } = "auto";

    /// <summary>ELYSIA_TRANSPORT: whether sockets are taken out of HttpListener.</summary>
    public string Transport { get; init; } = "auto";

    /// <summary>ELYSIA_AUTH.</summary>
    public string Auth { get; init; } = "off";

    /// <summary>ELYSIA_JWT_SECRET; never logged, never printed.</summary>
    public string? JwtSecret { get; init; }

    /// <summary>How she sounds.</summary>
    public VoiceSettings Voice { get; init; } = new();
}
