using System.Text;
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
    /// <summary>Longest line; a longer one is cut.</summary>
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

        StringBuilder line = text.GetStringBuilder();
        if (line.Length > LineMaxChars && json is null)
        {
            line.Length = LineMaxChars - 1;
            line.Append('\n');
        }

        file.Add(Encoding.UTF8.GetBytes(line.ToString()));
    }

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
