using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Elysia.Memory;

namespace Elysia.Commands;

/// <summary>Writes her memory as lines of JSON: one object per line, with its kind first.</summary>
internal static class MemoryExport
{
    // Korean stays readable. The relaxed encoder is safe because the output is not embedded in a page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes everything, or the turns of one speaker.</summary>
    public static async Task WriteAsync(MemoryStore store, string? subject, TextWriter output)
    {
        if (subject is null)
        {
            if (store.Mood() is { } kept)
            {
                await output.WriteLineAsync(Line(json =>
                {
                    json.WriteString("kind"u8, "mood"u8);
                    json.WriteString("at"u8, kept.At);
                    json.WriteNumber("valence"u8, kept.Mood.Valence);
                    json.WriteNumber("arousal"u8, kept.Mood.Arousal);
                    json.WriteNumber("dominance"u8, kept.Mood.Dominance);
                })).ConfigureAwait(false);
            }

            foreach ((string name, long value) in store.Counters())
            {
                await output.WriteLineAsync(Line(json =>
                {
                    json.WriteString("kind"u8, "counter"u8);
                    json.WriteString("name"u8, name);
                    json.WriteNumber("value"u8, value);
                })).ConfigureAwait(false);
            }
        }

        foreach (StoredTurn kept in store.Turns(subject))
        {
            await output.WriteLineAsync(Line(json =>
            {
                json.WriteString("kind"u8, "turn"u8);
                json.WriteString("subject"u8, kept.Subject);
                json.WriteString("at"u8, kept.At);
                json.WriteString("said"u8, kept.Turn.Said);
                json.WriteString("answered"u8, kept.Turn.Answered);
            })).ConfigureAwait(false);
        }
    }

    private static string Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
