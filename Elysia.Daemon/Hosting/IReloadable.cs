namespace Elysia.Hosting;

/// <summary>Something that can be read or opened again while the daemon runs, on SIGHUP.</summary>
internal interface IReloadable
{
    /// <summary>What it is, for the log: "the log file".</summary>
    string Name { get; }

    /// <summary>Reads or opens it again; what was in force stays so when that fails. One call at a time.</summary>
    /// <returns>Null when it was done, else what was wrong.</returns>
    string? Reload();
}
