using Microsoft.Data.Sqlite;

namespace Elysia.Memory;

/// <summary>A job for the task that owns the database.</summary>
internal abstract class MemoryJob
{
    /// <summary>Runs the job.</summary>
    /// <returns>The failure, or null on success.</returns>
    public abstract SqliteException? Do(MemoryStore store);
}

/// <summary>A job with a result that a caller awaits.</summary>
/// <param name="work">The work to do.</param>
/// <param name="otherwise">The result if the database fails; the conversation then continues without memory.</param>
internal sealed class MemoryJob<T>(Func<MemoryStore, T> work, T otherwise) : MemoryJob
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the job is done.</summary>
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
