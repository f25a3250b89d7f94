using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Elysia.Protocol.Wire;

/// <summary>Finds the known members of a client's message, in one pass over its bytes and without allocating.</summary>
/// <remarks>Unknown members are ignored, as in the reference; of a member that occurs twice, the last one
/// counts.</remarks>
internal ref struct JsonFields
{
    private const int MaxDepth = 16;

    private Values _values;
    private ReadOnlySpan<byte> _utf8;

    /// <summary>The members that a message can have.</summary>
    public enum Key
    {
        Type, Content, Emotion, Intensity, MouthWidth, Valence, Arousal, Dominance,
        Presence, X, Y, Volume, Brightness, Noise, R, G, B, Token, Subject,
    }

    private static ReadOnlySpan<byte> Name(Key key) => key switch
    {
        Key.Type => "type"u8,
        Key.Content => "content"u8,
        Key.Emotion => "emotion"u8,
        Key.Intensity => "intensity"u8,
        Key.MouthWidth => "mouth_width"u8,
        Key.Valence => "valence"u8,
        Key.Arousal => "arousal"u8,
        Key.Dominance => "dominance"u8,
        Key.Presence => "presence"u8,
        Key.X => "x"u8,
        Key.Y => "y"u8,
        Key.Volume => "volume"u8,
        Key.Brightness => "brightness"u8,
        Key.Noise => "noise"u8,
        Key.R => "r"u8,
        Key.G => "g"u8,
        Key.B => "b"u8,
        Key.Token => "token"u8,
        _ => "subject"u8,
    };

    /// <summary>Returns a member of the message.</summary>
    public readonly JsonField this[Key key] => _values[(int)key];

    /// <summary>Reads a whole message.</summary>
    /// <returns>Whether it is a JSON object; arrays, strings and the like are valid JSON but not objects.</returns>
    /// <exception cref="JsonException">The message is not JSON.</exception>
    public static bool TryRead(ReadOnlySpan<byte> utf8, out JsonFields fields)
    {
        fields = new JsonFields { _utf8 = utf8 };
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        bool isObject = reader.TokenType == JsonTokenType.StartObject;
        Span<byte> scratch = stackalloc byte[WireName.MaxBytes];
        while (reader.Read())
        {
            if (isObject && reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
            {
                Key? key = Find(WireName.Read(reader.ValueSpan, reader.ValueIsEscaped, scratch));
                reader.Read();
                if (key is { } known)
                {
                    fields._values[(int)known] = Value(ref reader);
                }

                reader.Skip();
            }
        }

        return isObject;
    }

    /// <summary>Returns the bytes of a member's value as they are in the message, including escapes.</summary>
    public readonly ReadOnlySpan<byte> Raw(JsonField field) => _utf8.Slice(field.Start, field.Length);

    /// <summary>Returns the text of a string member.</summary>
    /// <returns>The text, or null when it contains an unpaired surrogate, which is not valid text.</returns>
    public readonly string? Text(JsonField field)
    {
        var reader = new Utf8JsonReader(_utf8.Slice(field.Start - 1, field.Length + 2));
        reader.Read();
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static Key? Find(ReadOnlySpan<byte> name)
    {
        for (Key key = Key.Type; key <= Key.Subject; key++)
        {
            if (name.SequenceEqual(Name(key)))
            {
                return key;
            }
        }

        return null;
    }

    private static JsonField Value(ref Utf8JsonReader reader)
    {
        int quote = reader.TokenType == JsonTokenType.String ? 1 : 0;
        double number = 0;
        if (reader.TokenType == JsonTokenType.Number && !reader.TryGetDouble(out number))
        {
            number = double.PositiveInfinity;
        }

        return new JsonField(
            reader.TokenType, (int)reader.TokenStartIndex + quote, reader.ValueSpan.Length, reader.ValueIsEscaped, number);
    }

    [InlineArray((int)Key.Subject + 1)]
    private struct Values
    {
        private JsonField _first;
    }
}

/// <summary>The position of a known member in the bytes of a client's message, and the kind of its value.</summary>
/// <param name="Kind">The kind; <see cref="JsonTokenType.None"/> when the member is absent.</param>
/// <param name="Start">The first byte of the value; for a string, the byte after the quote.</param>
/// <param name="Length">The number of bytes of the value; 0 for an object or an array.</param>
/// <param name="Escaped">Whether a string contains escapes.</param>
/// <param name="Number">The number, if it is one; infinite when it is too large for a double.</param>
internal readonly record struct JsonField(JsonTokenType Kind, int Start, int Length, bool Escaped, double Number)
{
    /// <summary>Whether the member is present.</summary>
    public bool IsPresent => Kind != JsonTokenType.None;

    /// <summary>Whether the member is absent or falsy: null, false, 0, "". The reference uses the truth value of Python
    /// here.</summary>
    /// <remarks>Empty arrays and objects are falsy in Python too; here they have the wrong kind and are refused as
    /// well.</remarks>
    public bool IsNothing => Kind switch
    {
        JsonTokenType.None or JsonTokenType.Null or JsonTokenType.False => true,
        JsonTokenType.Number => Number == 0,
        JsonTokenType.String => Length == 0,
        _ => false,
    };
}
