using Microsoft.Data.Sqlite;

namespace Elysia.Memory;

/// <summary>Work for the one task that has the database.</summary>
internal abstract class MemoryJob
{
    /// <summary>Does it.</summary>
    /// <returns>Why it could not be done; null when it was.</returns>
    public abstract SqliteException? Do(MemoryStore store);
}

/// <summary>Work that somebody waits for.</summary>
/// <param name="work">What to do.</param>
/// <param name="otherwise">What who waits gets when the database fails: she then talks on without it.</param>
internal sealed class MemoryJob<T>(Func<MemoryStore, T> work, T otherwise) : MemoryJob
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when it is done.</summary>
    public Task<T> Done => _done.Task;

    /// <inheritdoc/>
    public override SqliteException? Do(MemoryStore store)
    {
        try
        {
            _done.SetResult(work(store));
            return null;
        }
        catch (SqliteException e)
        {
            _done.SetResult(otherwise);
            return e;
        }
    }
}
