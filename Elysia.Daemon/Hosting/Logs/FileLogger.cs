using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Elysia.Hosting.Logs;

/// <summary>Writes the events of one category into the log file, as text or as JSON. Safe to call from any
/// thread.</summary>
/// <param name="category">The type that logs.</param>
/// <param name="file">The file.</param>
/// <param name="json">The console's JSON formatter, so that the file and the console have the same content; null for
/// text.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class FileLogger(string category, LogFile file, ConsoleFormatter? json, TimeProvider time) : ILogger
{
    /// <summary>The maximum length of a line. A longer line of text is cut; a longer line of JSON has its strings cut,
    /// so that it stays valid JSON.</summary>
    /// <remarks>Unit: characters. 8,192: room for a deep stack trace; together with the bound of the queue it limits
    /// waiting lines to less than 100 MB.</remarks>
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

    /// <summary>Returns the event with its long strings cut until it fits, still valid JSON.</summary>
    private static byte[] CutJson(string line)
    {
        using JsonDocument whole = JsonDocument.Parse(line);
        var bytes = new ArrayBufferWriter<byte>(LineMaxChars);
        for (int maxChars = LineMaxChars; maxChars > 0; maxChars /= 2)
        {
            bytes.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(bytes))
            {
                Write(writer, whole.RootElement, maxChars);
            }

            // The writer escapes everything but ASCII, so the number of bytes is the number of characters.
            if (bytes.WrittenCount < LineMaxChars)
            {
                break;
            }
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, int maxChars)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (JsonProperty member in value.EnumerateObject())
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value, maxChars);
                }

                writer.WriteEndObject();
                break;
            case JsonValueKind.String:
                writer.WriteStringValue(Cut(value.GetString()!, maxChars));
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    // A cut must not split a surrogate pair.
    private static string Cut(string text, int maxChars) =>
        text.Length <= maxChars ? text : text[..(char.IsHighSurrogate(text[maxChars - 1]) ? maxChars - 1 : maxChars)];

    /// <summary>Writes a line such as "2026-11-25T03:16:41.123Z info Elysia.Daemon[1] text", with the lines of an
    /// exception indented below it.</summary>
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

    // The words that ELYSIA_LOG_LEVEL uses.
    private static string Name(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        LogLevel.Error => "error",
        _ => "critical",
    };
}
