using static Elysia.Configuration.OptionKinds;

namespace Elysia.Configuration;

/// <summary>Options: what she thinks with.</summary>
internal static class ReasoningOptions
{
    private const int KeyFileMaxBytes = 4096;
    private const int PersonaMaxBytes = 32 * 1024;

    /// <summary>The options in the order of the help.</summary>
    public static IReadOnlyList<OptionDescriptor> All { get; } =
    [
        new("ELYSIA_LLM_URL", null, "an http or https URL, as http://127.0.0.1:11434/v1",
            "A server that speaks OpenAI's chat protocol (Ollama, llama.cpp, vLLM and others), with which she thinks. Unset, she "
            + "answers by her own phrases.",
            false, o => o.Reasoning.Url?.OriginalString,
            (o, v) => Uri.TryCreate(v, UriKind.Absolute, out Uri? url) && url.Scheme is "http" or "https"
                ? o with { Reasoning = o.Reasoning with { Url = url } } : null),
        new("ELYSIA_LLM_MODEL", null, "a model's name on that server", "The model she thinks with; needed with ELYSIA_LLM_URL.",
            false, o => o.Reasoning.Model,
            (o, v) => IsPrintable(v) ? o with { Reasoning = o.Reasoning with { Model = v } } : null),
        new("ELYSIA_LLM_KEY", null, "the server's API key", "Sent as a bearer token. Local servers need none.",
            true, o => o.Reasoning.Key?.Text,
            (o, v) => IsPrintable(v) ? o with { Reasoning = o.Reasoning with { Key = new Secret(v) } } : null),
        new("ELYSIA_LLM_KEY_FILE", null, $"a readable file of at most {KeyFileMaxBytes} bytes",
            "A file that holds the API key, so that it stands in no environment; wins over ELYSIA_LLM_KEY.",
            false, o => o.Reasoning.KeyFile, (o, v) => IsReadable(v, KeyFileMaxBytes)
                ? o with { Reasoning = o.Reasoning with { KeyFile = v } } : null),
        new("ELYSIA_PERSONA", null, $"a readable file of at most {PersonaMaxBytes} bytes",
            "A text that tells the model who she is; it takes the place of her own.",
            false, o => o.Reasoning.PersonaFile, (o, v) => IsReadable(v, PersonaMaxBytes)
                ? o with { Reasoning = o.Reasoning with { PersonaFile = v } } : null),
        Number("ELYSIA_LLM_TIMEOUT", null, 1, 600, "Seconds the model may be silent, before its first word and between two; "
            + "then she says that it failed. A whole answer may take four times as long.",
            o => (int)o.Reasoning.Timeout.TotalSeconds,
            (o, v) => o with { Reasoning = o.Reasoning with { Timeout = TimeSpan.FromSeconds(v) } }),
        Number("ELYSIA_TURNS", null, 1, 64, "Most answers that are thought of at the same time, one for a viewer; the others "
            + "wait in a round.",
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

/// <summary>What she thinks with; what each means stands in <see cref="ReasoningOptions"/>.</summary>
public sealed record ReasoningSettings
{
    /// <summary>ELYSIA_LLM_URL: the server; null for the embedded responder.</summary>
    public Uri? Url { get; init; }

    /// <summary>ELYSIA_LLM_MODEL: the model's name there.</summary>
    public string? Model { get; init; }

    /// <summary>ELYSIA_LLM_KEY; never logged, never printed.</summary>
    public Secret? Key { get; init; }

    /// <summary>ELYSIA_LLM_KEY_FILE: a file with the key.</summary>
    public string? KeyFile { get; init; }

    /// <summary>ELYSIA_PERSONA: a file that says who she is; null for her own.</summary>
    public string? PersonaFile { get; init; }

    /// <summary>ELYSIA_LLM_TIMEOUT: longest silence of the model.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>ELYSIA_TURNS: most answers that are thought of at once.</summary>
    public int TurnsAtOnce { get; init; } = 4;
}
