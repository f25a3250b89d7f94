using static Elysia.Configuration.Options.OptionKinds;

namespace Elysia.Configuration.Options;

/// <summary>Options: the language model that writes her answers.</summary>
internal static class ReasoningOptions
{
    private const int KeyFileMaxBytes = 4096;
    private const int PersonaMaxBytes = 32 * 1024;

    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        new("ELYSIA_LLM_URL", null, "an http or https URL, e.g., http://127.0.0.1:11434/v1",
            "Server of the language model that writes her answers. Any that speaks OpenAI's chat protocol works (Ollama, "
            + "llama.cpp, vLLM and others). When unset, she answers with built-in phrases.",
            false, o => o.Reasoning.Url?.OriginalString,
            (o, v) => Uri.TryCreate(v, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
                ? o with { Reasoning = o.Reasoning with { Url = url } } : null),
        new("ELYSIA_LLM_MODEL", null, "the name of a model on that server",
            "Name of the language model; required with ELYSIA_LLM_URL.",
            false, o => o.Reasoning.Model,
            (o, v) => IsPrintable(v) ? o with { Reasoning = o.Reasoning with { Model = v } } : null),
        new("ELYSIA_LLM_KEY", null, "up to 512 printable characters",
            "API key of the server, sent as a bearer token. Local servers need none.",
            true, o => o.Reasoning.Key?.Text,
            (o, v) => IsPrintable(v) ? o with { Reasoning = o.Reasoning with { Key = new Secret(v) } } : null),
        new("ELYSIA_LLM_KEY_FILE", null, $"a readable file of at most {KeyFileMaxBytes} bytes",
            "File that holds the API key, which keeps it out of the environment. It takes precedence over ELYSIA_LLM_KEY.",
            false, o => o.Reasoning.KeyFile, (o, v) => IsReadable(v, KeyFileMaxBytes)
                ? o with { Reasoning = o.Reasoning with { KeyFile = v } } : null),
        new("ELYSIA_PERSONA", null, $"a readable file of at most {PersonaMaxBytes} bytes",
            "Text file that tells the model who she is, in place of the built-in text.",
            false, o => o.Reasoning.PersonaFile, (o, v) => IsReadable(v, PersonaMaxBytes)
                ? o with { Reasoning = o.Reasoning with { PersonaFile = v } } : null),
        Number("ELYSIA_LLM_TIMEOUT", null, 1, 600, "seconds", "Time the model may be silent, before its first word and between "
            + "two; after that she says that it failed. A whole answer may take four times as long.",
            o => (int)o.Reasoning.Timeout.TotalSeconds,
            (o, v) => o with { Reasoning = o.Reasoning with { Timeout = TimeSpan.FromSeconds(v) } }),
        Number("ELYSIA_TURNS", null, 1, 64, "answers",
            "Maximum number of answers generated at the same time, one per viewer; further viewers wait their turn.",
            o => o.Reasoning.TurnsAtOnce, (o, v) => o with { Reasoning = o.Reasoning with { TurnsAtOnce = v } }),
    ];

    private static bool IsPrintable(string text) => text.Length <= 512 && !text.Any(char.IsControl);

    private static bool IsReadable(string path, int maxBytes)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return file.Length is > 0 && file.Length <= maxBytes;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>The settings of the language model; their meaning is defined in <see cref="ReasoningOptions"/>.</summary>
internal sealed record ReasoningSettings
{
    /// <summary>ELYSIA_LLM_URL: the model's server; null for the built-in phrases.</summary>
    public Uri? Url { get; init; }

    /// <summary>ELYSIA_LLM_MODEL: the name of the model on the server.</summary>
    public string? Model { get; init; }

    /// <summary>ELYSIA_LLM_KEY; never logged, never printed.</summary>
    public Secret? Key { get; init; }

    /// <summary>ELYSIA_LLM_KEY_FILE: the file that holds the key.</summary>
    public string? KeyFile { get; init; }

    /// <summary>ELYSIA_PERSONA: the file that describes who she is; null for the built-in text.</summary>
    public string? PersonaFile { get; init; }

    /// <summary>ELYSIA_LLM_TIMEOUT: the maximum silence of the model.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>ELYSIA_TURNS: the maximum number of answers generated at the same time.</summary>
    public int TurnsAtOnce { get; init; } = 4;
}
