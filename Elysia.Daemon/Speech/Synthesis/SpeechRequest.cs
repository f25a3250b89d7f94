using System.Text.Json.Serialization;

namespace Elysia.Speech.Synthesis;

/// <summary>What an OpenAI-compatible speech service is asked: POST …/audio/speech.</summary>
internal sealed record SpeechRequest(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("input")] string Input,
    [property: JsonPropertyName("voice")] string Voice,
    [property: JsonPropertyName("response_format")] string ResponseFormat,
    [property: JsonPropertyName("speed")] double Speed);
