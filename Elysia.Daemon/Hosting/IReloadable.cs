namespace Elysia.Hosting;

/// <summary>A component that can be reloaded or reopened while the daemon runs, on SIGHUP.</summary>
internal interface IReloadable
{
    /// <summary>The name of the component in the log, e.g. "the log file".</summary>
    string Name { get; }

    /// <summary>Reloads or reopens it; if that fails, the previous state stays in force. Never called
    /// concurrently.</summary>
    /// <returns>Null on success, otherwise what was wrong.</returns>
    string? Reload();
}
