namespace Elysia.Configuration;

/// <summary>How she sounds. What each option means stands once, in <see cref="VoiceOptions"/>.</summary>
public sealed record VoiceSettings
{
    /// <summary>ELYSIA_TTS.</summary>
    public VoiceEngine Engine { get; init; }

    /// <summary>ELYSIA_TTS_URL: the base of an OpenAI-compatible service, as "http://127.0.0.1:8880/v1".</summary>
    public Uri? Url { get; init; }

    /// <summary>ELYSIA_TTS_MODEL.</summary>
    public string Model { get; init; } = "tts-1";

    /// <summary>ELYSIA_TTS_VOICE; null for the engine's default.</summary>
    public string? Voice { get; init; }

    /// <summary>ELYSIA_TTS_KEY; never logged, never printed.</summary>
    public Secret? Key { get; init; }

    /// <summary>ELYSIA_TTS_KEY_FILE.</summary>
    public string? KeyFile { get; init; }

    /// <summary>ELYSIA_TTS_TIMEOUT.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>ELYSIA_TTS_KEEP: how long a clip can be fetched.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>ELYSIA_TTS_STORE_MB: most of all clips together.</summary>
    public int StoreMegabytes { get; init; } = 64;
}

/// <summary>Where her voice comes from (ELYSIA_TTS).</summary>
public enum VoiceEngine
{
    /// <summary>The viewer's browser.</summary>
    None,

    /// <summary>espeak-ng on this machine.</summary>
    Espeak,

    /// <summary>A service that speaks OpenAI's protocol.</summary>
    OpenAI,
}
