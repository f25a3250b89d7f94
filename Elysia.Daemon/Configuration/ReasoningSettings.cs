namespace Elysia.Configuration;

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
