using System.Text;
using System.Text.Json;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Tests.Fakes;

/// <summary>Conversions between JSON texts, bytes and elements.</summary>
internal static class Json
{
    /// <summary>Parses a JSON text into an element that outlives its document.</summary>
    public static JsonElement Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>Parses a JSON payload into an element that outlives its document.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return document.RootElement.Clone();
    }

    /// <summary>Returns a frame's payload as text.</summary>
    public static string Text(Frame frame) => Encoding.UTF8.GetString(frame.Payload.Span);

    /// <summary>Returns the decoder's result for a text.</summary>
    public static DecodeResult Decode(string json) => MessageDecoder.Decode(Encoding.UTF8.GetBytes(json));
}
