using Microsoft.Data.Sqlite;

namespace Elysia.Memory;

/// <summary>Work for the one task that has the database.</summary>
internal abstract class MemoryJob
{
    /// <summary>Does it.</summary>
    /// <returns>Why it could not be done; null when it was.</returns>
    public abstract SqliteException? Do(MemoryStore store);
}
