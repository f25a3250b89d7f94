using System.Text.Json.Serialization;

namespace Elysia.Speech.Synthesis;

/// <summary>Writes <see cref="SpeechRequest"/> without reflection.</summary>
[JsonSerializable(typeof(SpeechRequest))]
internal sealed partial class SpeechRequestJson : JsonSerializerContext;
