using System.Globalization;
using System.Text;
using System.Text.Json;
using Elysia.Configuration;
using Elysia.Protocol.Wire;
using Elysia.State;
using static Elysia.Protocol.Wire.JsonFields;

namespace Elysia.Protocol.Messages;

/// <summary>Decodes a client's bytes into a message, or into the reason for refusing them. Never throws and keeps no
/// state.</summary>
/// <remarks>The texts of refusals are those of the reference where it has one (oracle: input_validation).</remarks>
internal static class MessageDecoder
{
    /// <summary>The maximum length of a chat text in characters (Unicode code points, as the reference
    /// counts).</summary>
    public const int TextMaxChars = 1000;

    private const double DefaultIntensity = 0.5;
    private const int EchoMaxChars = 64;

    /// <summary>Decodes one text message.</summary>
    /// <param name="utf8">The payload; valid UTF-8, because the transport refuses anything else.</param>
    public static DecodeResult Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return TryRead(utf8, out JsonFields fields)
                ? DecodeObject(ref fields)
                : DecodeResult.Refuse(RefusalReason.UnknownType, "Message must be a JSON object");
        }
        catch (JsonException e)
        {
            // The json module of Python writes NaN and Infinity, which are not valid JSON. Find out which field holds
            // them.
            return NonFiniteLiterals.TryReplace(utf8, out byte[]? json)
                ? Decode(json)
                : DecodeResult.Refuse(RefusalReason.Malformed, string.Create(
                    CultureInfo.InvariantCulture, $"Message must be valid JSON (error near byte {e.BytePositionInLine ?? 0})"));
        }
    }

    private static DecodeResult DecodeObject(ref JsonFields fields)
    {
        JsonField type = fields[Key.Type];
        if (!type.IsPresent)
        {
            return DecodeResult.Refuse(RefusalReason.UnknownType, "Message must have 'type' field");
        }

        ReadOnlySpan<byte> name = type.Kind == JsonTokenType.String
            ? WireName.Read(fields.Raw(type), type.Escaped, stackalloc byte[WireName.MaxBytes])
            : default;
        return name switch
        {
            _ when name.SequenceEqual("text"u8) => DecodeText(ref fields),
            _ when name.SequenceEqual("interrupt"u8) => DecodeResult.Accepted(ClientMessage.Interrupt()),
            _ when name.SequenceEqual("emotion"u8) => DecodeEmotion(ref fields),
            _ when name.SequenceEqual("mood"u8) => DecodeMood(ref fields) with { IsPush = true },
            _ when name.SequenceEqual("expression_update"u8) => DecodeExpressionUpdate(ref fields),
            _ when name.SequenceEqual("vision"u8) => DecodeVision(ref fields),
            _ when name.SequenceEqual("audio_analysis"u8) => DecodeAudioAnalysis(ref fields),
            _ when name.SequenceEqual("screen_atmosphere"u8) => DecodeScreenAtmosphere(ref fields),
            _ when name.SequenceEqual("auth"u8) => AuthDecoder.Auth(ref fields),
            _ when name.SequenceEqual("revoke"u8) => AuthDecoder.Revoke(ref fields),
            _ => DecodeResult.Refuse(RefusalReason.UnknownType, $"Invalid message type: {Echo(ref fields, type)}"),
        };
    }

    private static DecodeResult DecodeText(ref JsonFields fields)
    {
        JsonField content = fields[Key.Content];
        if (content.IsNothing)
        {
            return DecodeResult.Invalid("Text message must have 'content' field");
        }

        if (content.Kind != JsonTokenType.String)
        {
            return DecodeResult.Invalid("Content must be a string");
        }

        if (fields.Text(content) is not { } text)
        {
            return DecodeResult.Invalid("Content must be valid Unicode text");
        }

        return text.Length > TextMaxChars && text.EnumerateRunes().Count() > TextMaxChars
            ? DecodeResult.Invalid("Text too long (max: 1000 chars)")
            : DecodeResult.Accepted(ClientMessage.Text(text));
    }

    private static DecodeResult DecodeEmotion(ref JsonFields fields)
    {
        JsonField emotion = fields[Key.Emotion];
        if (emotion.IsNothing)
        {
            return DecodeResult.Invalid("Emotion message must have 'emotion' field");
        }

        if (emotion.Kind != JsonTokenType.String)
        {
            return DecodeResult.Invalid("Emotion must be a string");
        }

        Span<byte> scratch = stackalloc byte[WireName.MaxBytes];
        if (!Feelings.TryParse(WireName.Read(fields.Raw(emotion), emotion.Escaped, scratch), out Feeling feeling))
        {
            return DecodeResult.Invalid($"Unknown emotion: {Echo(ref fields, emotion)} (known: {Feelings.KnownNames})");
        }

        JsonField intensity = fields[Key.Intensity];
        if (intensity.IsPresent && intensity.Kind != JsonTokenType.Number)
        {
            return DecodeResult.Invalid("Intensity must be a number");
        }

        double value = intensity.IsPresent ? intensity.Number : DefaultIntensity;
        return value is >= 0 and <= 1
            ? DecodeResult.Accepted(ClientMessage.Emotion(feeling, value))
            : DecodeResult.Invalid("Intensity must be between 0.0 and 1.0");
    }

    private static DecodeResult DecodeMood(ref JsonFields fields)
    {
        string? error =
            Range(fields[Key.Valence], "valence", -1, 1)
            ?? Range(fields[Key.Arousal], "arousal", 0, 1)
            ?? Range(fields[Key.Dominance], "dominance", -1, 1);
        return error is null
            ? DecodeResult.Accepted(ClientMessage.MoodPush(
                new Mood(fields[Key.Valence].Number, fields[Key.Arousal].Number, fields[Key.Dominance].Number)))
            : DecodeResult.Invalid(error);
    }

    private static DecodeResult DecodeExpressionUpdate(ref JsonFields fields)
    {
        JsonField width = fields[Key.MouthWidth];
        if (!width.IsPresent)
        {
            return DecodeResult.Invalid("Expression update must have 'mouth_width' field");
        }

        if (width.Kind != JsonTokenType.Number)
        {
            return DecodeResult.Invalid("mouth_width must be a number");
        }

        return width.Number is >= 0 and <= 1
            ? DecodeResult.Accepted(ClientMessage.ExpressionUpdate(width.Number))
            : DecodeResult.Invalid("mouth_width must be between 0.0 and 1.0");
    }

    private static DecodeResult DecodeVision(ref JsonFields fields)
    {
        JsonField presence = fields[Key.Presence];
        if (presence.IsPresent && presence.Kind is not (JsonTokenType.True or JsonTokenType.False))
        {
            return DecodeResult.Invalid("presence must be true or false");
        }

        string? error = Number(fields[Key.X], "x") ?? Number(fields[Key.Y], "y");
        return error is null
            ? DecodeResult.Accepted(ClientMessage.Vision(
                presence.Kind == JsonTokenType.True, Optional(fields[Key.X]), Optional(fields[Key.Y])))
            : DecodeResult.Invalid(error);
    }

    private static DecodeResult DecodeAudioAnalysis(ref JsonFields fields)
    {
        (JsonField volume, JsonField brightness, JsonField noise) =
            (fields[Key.Volume], fields[Key.Brightness], fields[Key.Noise]);
        string? error = Number(volume, "volume") ?? Number(brightness, "brightness") ?? Number(noise, "noise");
        return error is null
            ? DecodeResult.Accepted(ClientMessage.AudioAnalysis(Optional(volume), Optional(brightness), Optional(noise)))
            : DecodeResult.Invalid(error);
    }

    private static DecodeResult DecodeScreenAtmosphere(ref JsonFields fields)
    {
        (JsonField r, JsonField g, JsonField b) = (fields[Key.R], fields[Key.G], fields[Key.B]);
        string? error = Number(r, "r") ?? Number(g, "g") ?? Number(b, "b");
        return error is null
            ? DecodeResult.Accepted(ClientMessage.ScreenAtmosphere(Optional(r), Optional(g), Optional(b)))
            : DecodeResult.Invalid(error);
    }

    private static string? Range(JsonField field, string name, double min, double max)
    {
        // An engine pushes 120 of these per second, nearly all of them valid: build no text for those.
        if (field.Kind == JsonTokenType.Number && field.Number >= min && field.Number <= max)
        {
            return null;
        }

        string range = string.Create(CultureInfo.InvariantCulture, $"between {min:0.0} and {max:0.0}");
        return field.Kind switch
        {
            JsonTokenType.None => $"Mood message must have '{name}' field ({range})",
            JsonTokenType.Number => $"{name} must be {range}",
            _ => $"{name} must be a number {range}",
        };
    }

    private static string? Number(JsonField field, string name) =>
        !field.IsPresent || (field.Kind == JsonTokenType.Number && double.IsFinite(field.Number))
            ? null
            : $"{name} must be a finite number";

    private static double? Optional(JsonField field) => field.IsPresent ? field.Number : null;

    /// <summary>Returns what the client wrote, short enough to send back.</summary>
    private static string Echo(ref JsonFields fields, JsonField field)
    {
        string text = field.Kind switch
        {
            JsonTokenType.String => fields.Text(field) ?? "(not text)",
            JsonTokenType.StartObject => "{…}",
            JsonTokenType.StartArray => "[…]",
            _ => Encoding.UTF8.GetString(fields.Raw(field)),
        };
        return BoundedText.WithEllipsis(text, EchoMaxChars);
    }
}

/// <summary>The result of decoding a client's bytes: a message, or the reason for refusing it.</summary>
/// <param name="Message">The message; null when refused.</param>
/// <param name="Reason">The reason for the refusal; <see cref="RefusalReason.None"/> when the message was
/// accepted.</param>
/// <param name="Error">The text that tells the client what was wrong and what is allowed; null when the message was
/// accepted.</param>
/// <param name="IsPush">Whether it is a mood push, accepted or refused: pushes have a rate limit of their own.</param>
internal readonly record struct DecodeResult(ClientMessage? Message, RefusalReason Reason, string? Error, bool IsPush = false)
{
    /// <summary>Creates the result for an accepted message.</summary>
    public static DecodeResult Accepted(ClientMessage message) => new(message, RefusalReason.None, null);

    /// <summary>Creates the result for a refused message.</summary>
    public static DecodeResult Refuse(RefusalReason reason, string error) => new(null, reason, error);

    /// <summary>Creates the result for a known message with an invalid field.</summary>
    public static DecodeResult Invalid(string error) => Refuse(RefusalReason.InvalidField, error);
}
