using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Elysia.Protocol.Wire;
using Elysia.State;

namespace Elysia.Protocol.Messages;

/// <summary>Encodes the messages that must not be dropped: speech and errors. They are rare, so a plain JSON writer is
/// fast enough.</summary>
internal static class EventEncoder
{
    // The relaxed encoder leaves Korean readable and short. What it leaves unescaped matters only inside HTML, and
    // these bytes are a WebSocket message of their own.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // No sentence takes an hour; a longer time is an error of the lip-sync and must not be sent.
    private const double LongestSpeechSeconds = 3600;
    private const int MsPerSecond = 1_000;
    private const int Digits = 6;

    // A hundredth of these values is not audible.
    private const int BriefDigits = 2;

    /// <summary>Encodes her words for the client that asked. Every number is sent finite and in its range.</summary>
    public static Frame Speech(SpeechMessage speech) => Write(FrameKind.Speech, "speech", json =>
    {
        json.WriteString("content"u8, speech.Content);
        Spirits(json, speech.Spirits);
        Voice(json, speech.Voice, Digits);
        json.WriteStartArray("lipsync"u8);
        foreach (VisemeKey key in speech.Visemes)
        {
            json.WriteStartObject();
            json.WriteNumber("time"u8, Outgoing(key.TimeSeconds, 0, LongestSpeechSeconds, digits: 3));
            json.WriteNumber("mouth_width"u8, Outgoing(key.Viseme.Open, 0, 1, digits: 3));
            Channel(json, "wide"u8, key.Viseme.Wide);
            Channel(json, "round"u8, key.Viseme.Round);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        TurnAndClip(json, speech);
    });

    /// <summary>Encodes her words in protocol 2 for the client that asked: what the motions already contain is left
    /// out, and her lips are numbers without names.</summary>
    public static Frame BriefSpeech(SpeechMessage speech) => Write(FrameKind.Speech, "speech", json =>
    {
        json.WriteString("content"u8, speech.Content);
        Voice(json, speech.Voice, BriefDigits);
        json.WriteStartArray("lips"u8);
        int past = 0;
        foreach (VisemeKey key in speech.Visemes)
        {
            var ms = (int)Math.Round(Outgoing(key.TimeSeconds, 0, LongestSpeechSeconds) * MsPerSecond);
            Lips(json, ms - past, Hundredths(key.Viseme.Open), Hundredths(key.Viseme.Wide), Hundredths(key.Viseme.Round));
            past = ms;
        }

        json.WriteEndArray();
        TurnAndClip(json, speech);
    });

    /// <summary>Encodes the message that a turn is complete, for the client that asked. It follows a sentence that
    /// announced that more might come.</summary>
    /// <param name="turn">The turn.</param>
    public static Frame Answered(long turn) =>
        Write(FrameKind.Speech, "answered", json => json.WriteNumber("turn"u8, turn));

    /// <summary>Encodes the message that she stops a turn, for the client that interrupted her. It follows every
    /// sentence of that turn.</summary>
    /// <param name="turn">The turn; 0 when she was not speaking.</param>
    public static Frame Interrupted(long turn) =>
        Write(FrameKind.Speech, "interrupted", json => json.WriteNumber("turn"u8, turn));

    /// <summary>Encodes the reason for refusing a message, for the client that sent it.</summary>
    public static Frame Error(string message) =>
        Write(FrameKind.Error, "error", json => json.WriteString("message"u8, message));

    private static Frame Write(FrameKind kind, string type, Action<Utf8JsonWriter> fields)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, type);
            fields(json);
            json.WriteEndObject();
        }

        return new Frame(kind, buffer.WrittenMemory);
    }

    private static void TurnAndClip(Utf8JsonWriter json, SpeechMessage speech)
    {
        if (speech.Turn > 0)
        {
            json.WriteNumber("turn"u8, speech.Turn);
        }

        if (speech.IsMoreToCome)
        {
            json.WriteBoolean("more"u8, true);
        }

        if (speech.Clip is { } clip)
        {
            json.WriteStartObject("audio"u8);
            json.WriteString("url"u8, clip.Path);
            json.WriteNumber("duration"u8, Outgoing(clip.Duration.TotalSeconds, 0, LongestSpeechSeconds, digits: 3));
            json.WriteEndObject();
        }
    }

    // Trailing zeros are left out.
    private static void Lips(Utf8JsonWriter json, int afterMs, int open, int wide, int round)
    {
        json.WriteStartArray();
        json.WriteNumberValue(afterMs);
        ReadOnlySpan<int> lips = [open, wide, round];
        foreach (int part in lips[..(lips.LastIndexOfAnyExcept(0) + 1)])
        {
            json.WriteNumberValue(part);
        }

        json.WriteEndArray();
    }

    private static int Hundredths(double value) => (int)Math.Round(Outgoing(value, 0, 1) * 100);

    private static void Spirits(Utf8JsonWriter json, Spirits spirits)
    {
        json.WriteStartObject("spirits"u8);
        AvatarState state = AvatarState.Initial with { Spirits = spirits };
        for (int i = Field.ExpressionCount; i < Field.Count; i++)
        {
            json.WriteNumber(Field.Name((FieldId)i), Outgoing(state[(FieldId)i], 0, 1));
        }

        json.WriteEndObject();
    }

    // Left out when 0: most keys have only one of the two, and viewers of the reference know neither.
    private static void Channel(Utf8JsonWriter json, ReadOnlySpan<byte> name, double value)
    {
        double outgoing = Outgoing(value, 0, 1, digits: 3);
        if (outgoing > 0)
        {
            json.WriteNumber(name, outgoing);
        }
    }

    private static void Voice(Utf8JsonWriter json, VoiceProperties voice, int digits)
    {
        json.WriteStartObject("voice"u8);
        json.WriteNumber("pitch"u8, Outgoing(voice.Pitch, 0.5, 2, digits));
        json.WriteNumber("rate"u8, Outgoing(voice.Rate, 0.5, 2, digits));
        json.WriteNumber("volume"u8, Outgoing(voice.Volume, 0, 1, digits));
        json.WriteString("timbre"u8, voice.Timbre);
        json.WriteNumber("warmth"u8, Outgoing(voice.Warmth, 0, 1, digits));
        json.WriteNumber("brightness"u8, Outgoing(voice.Brightness, 0, 1, digits));
        json.WriteNumber("depth"u8, Outgoing(voice.Depth, 0, 1, digits));
        json.WriteNumber("clarity"u8, Outgoing(voice.Clarity, 0, 1, digits));
        json.WriteEndObject();
    }

    /// <summary>Returns the nearest value in range, the minimum for NaN. Adding 0 turns -0 into 0.</summary>
    private static double Outgoing(double value, double min, double max, int digits = Digits) =>
        double.IsNaN(value) ? min : Math.Round(Math.Clamp(value, min, max), digits) + 0.0;
}
