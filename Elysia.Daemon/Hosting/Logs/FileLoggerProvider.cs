using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Elysia.Hosting.Logs;

/// <summary>Writes every log event to the log file as well.</summary>
/// <param name="file">The file. It is closed together with the provider, which the host disposes last.</param>
/// <param name="json">The console's JSON formatter, or null for text.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class FileLoggerProvider(LogFile file, ConsoleFormatter? json, TimeProvider time) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new FileLogger(categoryName, file, json, time);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
