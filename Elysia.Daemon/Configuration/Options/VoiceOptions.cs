using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: her voice.</summary>
internal static class VoiceOptions
{
    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        Choice("ELYSIA_TTS", null,
            "What makes her voice. none leaves it to the viewer's browser, espeak uses espeak-ng on this machine, openai uses a "
            + "speech service with OpenAI's /audio/speech interface.",
            o => o.Voice.Engine, (o, v) => o with { Voice = o.Voice with { Engine = v } }),
        new("ELYSIA_TTS_URL", null, "an http or https address, without /audio/speech at its end",
            "Base address of the speech service, e.g., http://127.0.0.1:8880/v1. Required with ELYSIA_TTS=openai.",
            false, o => o.Voice.Url?.ToString(),
            (o, v) => ServiceAddress(v) is { } url ? o with { Voice = o.Voice with { Url = url } } : null),
        new("ELYSIA_TTS_MODEL", null, "a name without spaces", "Model to request from the speech service.",
            false, o => o.Voice.Model, (o, v) => IsPlain(v) ? o with { Voice = o.Voice with { Model = v } } : null),
        new("ELYSIA_TTS_VOICE", null, "a name of letters, digits, - and _",
            "Name of the voice: a variant of espeak-ng (f3 when unset) or a voice of the speech service (nova when unset).",
            false, o => o.Voice.Voice, (o, v) => IsName(v) ? o with { Voice = o.Voice with { Voice = v } } : null),
        new("ELYSIA_TTS_KEY", null, "a key without spaces", "API key of the speech service. Local services often need none.",
            true, o => o.Voice.Key?.Text, (o, v) => IsPlain(v) ? o with { Voice = o.Voice with { Key = new Secret(v) } } : null),
        new("ELYSIA_TTS_KEY_FILE", null, "a readable file whose first line is a key",
            "File whose first line is the API key, which keeps it out of the environment. It takes precedence over "
            + "ELYSIA_TTS_KEY.",
            false, o => o.Voice.KeyFile, ReadKey),
        Number("ELYSIA_TTS_TIMEOUT", null, 1, 120, "seconds",
            "Time the speech service may take for a sentence; after that the sentence has no sound.",
            o => (int)o.Voice.Timeout.TotalSeconds,
            (o, v) => o with { Voice = o.Voice with { Timeout = TimeSpan.FromSeconds(v) } }),
        Number("ELYSIA_TTS_KEEP", null, 5, 3600, "seconds", "Time for which a clip can be fetched after it was made.",
            o => (int)o.Voice.Keep.TotalSeconds, (o, v) => o with { Voice = o.Voice with { Keep = TimeSpan.FromSeconds(v) } }),
        Number("ELYSIA_TTS_STORE_MB", null, 1, 4096, "megabytes", "Maximum size of all clips together; the oldest are deleted "
            + "first.",
            o => o.Voice.StoreMegabytes, (o, v) => o with { Voice = o.Voice with { StoreMegabytes = v } }),
    ];

    private static Uri? ServiceAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && (url.Scheme is "http" or "https") && url.UserInfo.Length == 0
            ? url : null;

    // espeak-ng looks the name of the voice up as a file.
    private static bool IsName(string text) => text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    private static bool IsPlain(string text) => text.Length > 0 && text.All(c => c is > ' ' and < '\x7F');

    private static DaemonOptions? ReadKey(DaemonOptions options, string path)
    {
        try
        {
            string? key = File.ReadLines(path).FirstOrDefault()?.Trim();
            return key is not null && IsPlain(key)
                ? options with { Voice = options.Voice with { Key = new Secret(key), KeyFile = path } } : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

/// <summary>The settings of her voice. Their meaning is defined in <see cref="VoiceOptions"/>.</summary>
internal sealed record VoiceSettings
{
    /// <summary>ELYSIA_TTS.</summary>
    public VoiceEngine Engine { get; init; }

    /// <summary>ELYSIA_TTS_URL: the base address of an OpenAI-compatible service, e.g.
    /// "http://127.0.0.1:8880/v1".</summary>
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

    /// <summary>ELYSIA_TTS_KEEP: the time for which a clip can be fetched.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>ELYSIA_TTS_STORE_MB: the maximum size of all clips together.</summary>
    public int StoreMegabytes { get; init; } = 64;
}

/// <summary>The source of her voice (ELYSIA_TTS).</summary>
internal enum VoiceEngine
{
    /// <summary>The viewer's browser.</summary>
    None,

    /// <summary>espeak-ng on this machine.</summary>
    Espeak,

    /// <summary>A service with OpenAI's protocol.</summary>
    OpenAI,
}
