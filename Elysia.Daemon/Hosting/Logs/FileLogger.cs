using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Elysia.Hosting.Logs;

/// <summary>Writes the events of one category into the log file, as text or as JSON. Any thread.</summary>
/// <param name="category">The type that logs.</param>
/// <param name="file">The file.</param>
/// <param name="json">The console's JSON formatter, so that both say the same; null for text.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class FileLogger(string category, LogFile file, ConsoleFormatter? json, TimeProvider time) : ILogger
{
    /// <summary>Longest line; a longer one is cut, of JSON in its texts, so that it stays JSON.</summary>
    /// <remarks>Unit: characters. 8,192: a deep stack trace; with the queue's bound it keeps what waits below 100 MB.</remarks>
    public const int LineMaxChars = 8192;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        using var text = new StringWriter();
        if (json is null)
        {
            WriteText(text, logLevel, eventId, formatter(state, exception), exception);
        }
        else
        {
            json.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, text);
        }

        string line = text.ToString();
        file.Add(line.Length <= LineMaxChars ? Encoding.UTF8.GetBytes(line)
            : json is null ? Encoding.UTF8.GetBytes(Cut(line, LineMaxChars - 1) + "\n")
            : CutJson(line));
    }

    /// <summary>The same event with its long texts cut to what fits, so that it is JSON still.</summary>
    private static byte[] CutJson(string line)
    {
        using JsonDocument whole = JsonDocument.Parse(line);
        var bytes = new ArrayBufferWriter<byte>(LineMaxChars);
        for (int most = LineMaxChars; most > 0; most /= 2)
        {
            bytes.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(bytes))
            {
                Write(writer, whole.RootElement, most);
            }

            // The writer escapes what is not ASCII: a byte is a character.
            if (bytes.WrittenCount < LineMaxChars)
            {
                break;
            }
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, int most)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, most);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Cut(value.GetString()!, most));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // Half an emoji is no text.
    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>"2026-11-25T03:16:41.123Z info Elysia.Daemon[1] text", the lines of an exception indented below it.</summary>
    private void WriteText(StringWriter text, LogLevel level, EventId id, string message, Exception? exception)
    {
        text.NewLine = "\n";
        text.Write(time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null));
        text.WriteLine($" {Name(level)} {category}[{id.Id}] {message.ReplaceLineEndings(" ")}");
        if (exception is not null)
        {
            text.WriteLine($"  {exception.ToString().ReplaceLineEndings("\n  ")}");
        }
    }

    // The words of ELYSIA_LOG_LEVEL.
    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
