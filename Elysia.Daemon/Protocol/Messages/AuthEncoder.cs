using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Elysia.Protocol.Wire;

namespace Elysia.Protocol.Messages;

/// <summary>Writes the messages about who may be here: what the server asks, says and warns of.</summary>
internal static class AuthEncoder
{
    // As in EventEncoder: these bytes are a WebSocket message of their own, never part of HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A token is needed before anything is shown.</summary>
    /// <param name="within">How long the client has.</param>
    public static Frame Required(TimeSpan within) => Auth("required", null, within);

    /// <summary>The token was taken.</summary>
    /// <param name="role">What the client may do now.</param>
    /// <param name="left">For how long.</param>
    public static Frame Ok(string role, TimeSpan left) => Auth("ok", role, left);

    /// <summary>The token ends soon; a new one is needed to stay.</summary>
    /// <param name="left">How soon.</param>
    public static Frame Expiring(TimeSpan left) => Auth("expiring", null, left);

    /// <summary>Nobody needs a token here.</summary>
    public static Frame Off() => Auth("off", null, null);

    /// <summary>A subject was revoked.</summary>
    /// <param name="subject">Whom it was about.</param>
    /// <param name="closed">How many connections were closed by it.</param>
    public static Frame Revoked(string subject, int closed) => Write(json =>
    {
        json.WriteString("type"u8, "revoked"u8);
        json.WriteString("subject"u8, subject);
        json.WriteNumber("closed"u8, closed);
    });

    private static Frame Auth(string status, string? role, TimeSpan? time) => Write(json =>
    {
        json.WriteString("type"u8, "auth"u8);
        json.WriteString("status"u8, status);
        if (role is not null)
        {
            json.WriteString("role"u8, role);
        }

        if (time is { } left)
        {
            json.WriteNumber("seconds"u8, Math.Max(0, (long)Math.Ceiling(left.TotalSeconds)));
        }
    });

    private static Frame Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return new Frame(FrameKind.Auth, buffer.WrittenMemory);
    }
}
