using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Elysia.Protocol.Wire;

namespace Elysia.Protocol.Messages;

/// <summary>Encodes the authentication messages of the daemon.</summary>
internal static class AuthEncoder
{
    // As in EventEncoder: these bytes are a WebSocket message of their own and never part of HTML.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Encodes the request for a token, without which the client is shown nothing.</summary>
    /// <param name="within">The time that the client has for it.</param>
    public static Frame Required(TimeSpan within) => Auth("required", null, within);

    /// <summary>Encodes the answer that the token was accepted.</summary>
    /// <param name="role">The role that the client now has.</param>
    /// <param name="left">The remaining lifetime of the token.</param>
    public static Frame Ok(string role, TimeSpan left) => Auth("ok", role, left);

    /// <summary>Encodes the warning that the token expires soon; the client needs a new one to stay
    /// connected.</summary>
    /// <param name="left">The remaining lifetime of the token.</param>
    public static Frame Expiring(TimeSpan left) => Auth("expiring", null, left);

    /// <summary>Encodes the answer that the daemon does not use tokens.</summary>
    public static Frame Off() => Auth("off", null, null);

    /// <summary>Encodes the answer that a subject was revoked.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="closed">The number of connections that were closed because of it.</param>
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
