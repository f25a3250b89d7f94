using System.Text.Json;
using Elysia.Diff;
using Elysia.State;

namespace Elysia.LoadTest.Viewers;

/// <summary>Reads any text message of a server, including the reference's with spaces and long numbers. Never
/// throws.</summary>
internal static class StateReader
{
    /// <summary>Reads a message, with the fast path if it has the usual form.</summary>
    /// <param name="json">UTF-8.</param>
    /// <param name="message">The message that was read.</param>
    /// <returns>Whether it is a JSON object.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, ref StateMessage message) =>
        StateScanner.TryScan(json, ref message) || TryReadAny(json, ref message);

    /// <summary>Reads a message of any form.</summary>
    public static bool TryReadAny(ReadOnlySpan<byte> json, ref StateMessage message)
    {
        message = default;
        try
        {
            var reader = new Utf8JsonReader(json);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            bool typed = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                Member(ref reader, ref message, ref typed);
            }

            if (!typed && !message.Mask.IsEmpty)
            {
                message.Kind = MessageKind.Full;
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static void Member(ref Utf8JsonReader reader, ref StateMessage message, ref bool typed)
    {
        if (reader.ValueTextEquals("type"u8))
        {
            reader.Read();
            typed = true;
            message.Kind = reader.TokenType != JsonTokenType.String ? MessageKind.Other
                : reader.ValueTextEquals("delta"u8) ? MessageKind.Delta
                : reader.ValueTextEquals("full"u8) ? MessageKind.Full
                : reader.ValueTextEquals("speech"u8) ? MessageKind.Speech
                : reader.ValueTextEquals("error"u8) ? MessageKind.Error
                : MessageKind.Other;
        }
        else if (reader.ValueTextEquals("t"u8))
        {
            reader.Read();
            message.T = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long t) ? t : 0;
            reader.Skip();
        }
        else
        {
            bool isExpression = reader.ValueTextEquals("expression"u8);
            bool isSpirits = reader.ValueTextEquals("spirits"u8);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && (isExpression || isSpirits))
            {
                Group(ref reader, ref message, isExpression);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static void Group(ref Utf8JsonReader reader, ref StateMessage message, bool isExpression)
    {
        int from = isExpression ? 0 : Field.ExpressionCount;
        int to = isExpression ? Field.ExpressionCount : Field.Count;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int field = from;
            while (field < to && !reader.ValueTextEquals(Field.Name((FieldId)field)))
            {
                field++;
            }

            reader.Read();
            if (field < to && reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double value))
            {
                // No value of a server comes near this; it only keeps an invalid number from becoming a valid one.
                message.Set((FieldId)field, FixedPoint.FromDouble(Math.Clamp(value, -1000, 1000)));
            }

            reader.Skip();
        }
    }
}
