using System.Text.Json;
using Elysia.Protocol.Messages;

namespace Elysia.Protocol.V2;

/// <summary>Decodes the messages of a protocol 2 client that concern its session. Never throws and keeps no
/// state.</summary>
internal static class SessionDecoder
{
    /// <summary>The maximum number of state messages per second that a viewer may ask for: the maximum tick
    /// rate.</summary>
    public const int FpsMax = 120;

    private const int MaxDepth = 2;

    /// <summary>Decodes one text message.</summary>
    /// <param name="utf8">The payload.</param>
    /// <param name="message">The message, if it is valid.</param>
    /// <param name="error">The text of the refusal, if the type is that of a session message and the rest is
    /// invalid.</param>
    /// <returns>Whether the type is that of a session message; if not, the message is for
    /// <see cref="MessageDecoder"/>.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> utf8, out SessionMessage? message, out string? error)
    {
        (message, error) = (null, null);
        try
        {
            return Read(utf8, ref message, ref error);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool Read(ReadOnlySpan<byte> utf8, ref SessionMessage? message, ref string? error)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        ReadOnlySpan<byte> type = default;
        (double? tick, double? shown, double? c, double? fps) = (null, null, null, null);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            // Names and types are plain ASCII; a name written with escapes belongs to another message.
            ReadOnlySpan<byte> name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && name.SequenceEqual("type"u8))
            {
                type = reader.ValueSpan;
            }
            else if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double number)
                && double.IsFinite(number))
            {
                tick = name.SequenceEqual("tick"u8) ? number : tick;
                shown = name.SequenceEqual("shown"u8) ? number : shown;
                c = name.SequenceEqual("c"u8) ? number : c;
                fps = name.SequenceEqual("fps"u8) ? number : fps;
            }

            reader.Skip();
        }

        (message, error) = type switch
        {
            _ when type.SequenceEqual("ack"u8) => Ack(tick, shown),
            _ when type.SequenceEqual("ping"u8) => c is { } time
                ? (new SessionMessage.Ping(time), null) : (null, "ping must have 'c', a number"),
            _ when type.SequenceEqual("rate"u8) => Rate(fps),
            _ when type.SequenceEqual("keyframe"u8) => (new SessionMessage.Keyframe(), null),
            _ => (message, error),
        };
        return message is not null || error is not null;
    }

    private static (SessionMessage?, string?) Ack(double? tick, double? shown) =>
        tick is >= 0 and <= long.MaxValue / 2 && shown is { } ms
            ? (new SessionMessage.Ack((long)tick, ms), null)
            : (null, "ack must have 'tick', a whole number, and 'shown', a number");

    private static (SessionMessage?, string?) Rate(double? fps) =>
        fps is >= 0 and <= FpsMax && fps == Math.Floor(fps.Value)
            ? (new SessionMessage.Rate((int)fps), null)
            : (null, $"fps must be a whole number from 0 to {FpsMax}");
}

/// <summary>A message of a protocol 2 viewer about its session, in addition to what any client may send.</summary>
internal abstract record SessionMessage
{
    private SessionMessage()
    {
    }

    /// <summary>An acknowledgement: the last tick that the viewer received, and the server time in milliseconds that
    /// its screen shows.</summary>
    public sealed record Ack(long Tick, double ShownMs) : SessionMessage;

    /// <summary>A request for the server's time; C is the client's own time and is sent back unchanged.</summary>
    public sealed record Ping(double C) : SessionMessage;

    /// <summary>The maximum number of state messages per second that the viewer wants, 0..120; 0 pauses them.</summary>
    public sealed record Rate(int Fps) : SessionMessage;

    /// <summary>A request for a keyframe, because the viewer's digest differs from the server's.</summary>
    public sealed record Keyframe : SessionMessage;
}
