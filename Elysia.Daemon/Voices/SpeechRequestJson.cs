using System.Text.Json.Serialization;

namespace Elysia.Voices;

/// <summary>Writes <see cref="SpeechRequest"/> without reflection.</summary>
[JsonSerializable(typeof(SpeechRequest))]
internal sealed partial class SpeechRequestJson : JsonSerializerContext;
