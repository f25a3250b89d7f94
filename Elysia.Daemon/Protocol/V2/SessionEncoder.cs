using System.Buffers;
using System.Text.Json;
using Elysia.Motion;
using Elysia.Protocol.Messages;
using Elysia.Protocol.Wire;

namespace Elysia.Protocol.V2;

/// <summary>Encodes the messages of protocol 2 that concern the session itself. They are rare, so a plain JSON writer
/// is fast enough.</summary>
internal static class SessionEncoder
{
    private const double MicrosecondsPerMillisecond = 1000;

    /// <summary>Encodes the first message of a connection.</summary>
    /// <param name="epoch">The identifier of this run of the daemon.</param>
    /// <param name="now">The newest tick.</param>
    /// <param name="session">The identifier of the session.</param>
    /// <param name="limits">The limits; null for a viewer that resumes, which knows them.</param>
    public static Frame Hello(string epoch, MotionTick now, string session, HelloLimits? limits) => Write(json =>
    {
        json.WriteString("type"u8, "hello"u8);
        json.WriteString("epoch"u8, epoch);
        json.WriteNumber("tick"u8, now.Tick);
        json.WriteNumber("t"u8, now.Us / MicrosecondsPerMillisecond);
        json.WriteString("session"u8, session);
        json.WriteBoolean("resumed"u8, limits is null);
        if (limits is not null)
        {
            json.WriteNumber("heartbeat"u8, (long)limits.Heartbeat.TotalMilliseconds);
            json.WriteNumber("threshold"u8, limits.Threshold);
            json.WriteStartObject("limits"u8);
            json.WriteNumber("text"u8, MessageDecoder.TextMaxChars);
            json.WriteNumber("message"u8, Configuration.Limits.MessageMaxChars);
            json.WriteEndObject();
        }
    });

    /// <summary>Encodes the answer to a ping.</summary>
    /// <param name="echo">The viewer's own time, as it sent it.</param>
    /// <param name="us">Server time in microseconds.</param>
    public static Frame Pong(double echo, long us) => Write(json =>
    {
        json.WriteString("type"u8, "pong"u8);
        json.WriteNumber("c"u8, echo);
        json.WriteNumber("t"u8, us / MicrosecondsPerMillisecond);
    });

    /// <summary>Encodes the message that the daemon will stop in a moment.</summary>
    /// <param name="comeBack">The time that this viewer should wait before it reconnects; it differs from viewer to
    /// viewer.</param>
    public static Frame GoingAway(TimeSpan comeBack) => Write(json =>
    {
        json.WriteString("type"u8, "going-away"u8);
        json.WriteNumber("reconnect"u8, (long)comeBack.TotalMilliseconds);
    });

    private static Frame Write(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return new Frame(FrameKind.Session, buffer.WrittenMemory);
    }
}

/// <summary>The limits in the hello to a new viewer; a viewer that resumes knows them.</summary>
/// <param name="Heartbeat">The maximum time between two messages on a live connection.</param>
/// <param name="Threshold">The maximum difference between what a viewer shows and the true value.</param>
internal sealed record HelloLimits(TimeSpan Heartbeat, double Threshold);
