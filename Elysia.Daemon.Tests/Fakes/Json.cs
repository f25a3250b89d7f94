using System.Text;
using System.Text.Json;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Tests.Fakes;

/// <summary>Short ways between JSON texts, bytes and elements.</summary>
internal static class Json
{
    /// <summary>A JSON text as an element that outlives its document.</summary>
    public static JsonElement Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>A JSON payload as an element that outlives its document.</summary>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8)
    {
        using var document = JsonDocument.Parse(utf8);
        return document.RootElement.Clone();
    }

    /// <summary>A frame's payload as text.</summary>
    public static string Text(Frame frame) => Encoding.UTF8.GetString(frame.Payload.Span);

    /// <summary>What the decoder makes of a text.</summary>
    public static DecodeResult Decode(string json) => MessageDecoder.Decode(Encoding.UTF8.GetBytes(json));
}
