using System.Threading.Channels;
using Elysia.Channels;
using Elysia.Conversation;
using Elysia.Emotion;
using Elysia.Hosting;
using Elysia.State;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Elysia.Memory;

/// <summary>Runs the task that owns the database: stores the turns of known speakers, saves her mood, and deletes what
/// exceeds the bounds.</summary>
/// <remarks>Never on the tick: callers post a job and await it. A failure of the database (e.g. a full disk) is logged
/// and counted, and the conversation continues without it.</remarks>
internal sealed class MemoryService : IMemory
{
    /// <summary>The interval at which her mood is saved, which is also what a sudden end may lose.</summary>
    /// <remarks>5 s: a mood changes over minutes, and rare writes spare the disk.</remarks>
    public static TimeSpan SaveEvery { get; } = TimeSpan.FromSeconds(5);

    private const int PruneEveryTurns = 500;
    private const int PruneEverySaves = 720;
    private const long NotStored = -1;

    private readonly MemoryStore _store;
    private readonly CurrentMood _mood;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly InMemoryConversationStore _unknown = new();
    private readonly KeyQuota _quota;

    // Wait: a turn is never dropped. A full channel means that the disk is stalled; turns then wait, the chats channel
    // fills, and clients get an error.
    private readonly Channel<MemoryJob> _jobs = Channel.CreateBounded<MemoryJob>(
        new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private Mood? _saved;
    private long _failures;
    private int _turns;
    private int _saves;

    /// <summary>Creates a service that is not running yet.</summary>
    /// <param name="store">The database; the service owns it from now on.</param>
    /// <param name="mood">The mood to save.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="log">Receives failures.</param>
    public MemoryService(MemoryStore store, CurrentMood mood, TimeProvider time, ILogger<MemoryService> log) =>
        (_store, _mood, _time, _log, _quota) = (store, mood, time, log, new KeyQuota(time));

    /// <summary>The number of failures of the database.</summary>
    public long Failures => Interlocked.Read(ref _failures);

    /// <summary>Runs until <paramref name="stopping"/> is cancelled; then finishes the waiting jobs, saves the mood and
    /// closes the database.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        Do(new MemoryJob<long>(store => { store.Count("wakes", 1); return store.Prune(); }, 0));
        using (ITimer _ = _time.CreateTimer(_ => _jobs.Writer.TryWrite(Save()), null, SaveEvery, SaveEvery))
        {
            await BackgroundLoop.ForEachAsync(_jobs.Reader, Do, stopping).ConfigureAwait(false);
        }

        _jobs.Writer.TryComplete();
        while (_jobs.Reader.TryRead(out MemoryJob? job))
        {
            Do(job);
        }

        Do(Save());
        _store.Dispose();
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Turn>> RecallAsync(Speaker speaker, CancellationToken stopping)
    {
        IReadOnlyList<Turn> unstored = await _unknown.RecallAsync(speaker.Unknown, stopping).ConfigureAwait(false);
        if (!speaker.IsKnown)
        {
            return unstored;
        }

        IReadOnlyList<Turn> stored = await PostAsync(
            store => store.Recall(speaker.Key, InMemoryConversationStore.TurnsMax), [], stopping).ConfigureAwait(false);
        return unstored.Count == 0 ? stored : [.. stored.Concat(unstored).TakeLast(InMemoryConversationStore.TurnsMax)];
    }

    /// <inheritdoc/>
    public async ValueTask<long> KeepAsync(Speaker speaker, Turn turn, CancellationToken stopping)
    {
        if (!speaker.IsKnown)
        {
            return await _unknown.KeepAsync(speaker, turn, stopping).ConfigureAwait(false);
        }

        long stored = await PostAsync(store =>
        {
            if (speaker.HasKey && !_quota.TryTake(speaker.Source, isNew: !store.Knows(speaker.Key)))
            {
                return NotStored;
            }

            long number = store.Keep(speaker.Key, turn);
            if (++_turns % PruneEveryTurns == 0)
            {
                store.Prune();
            }

            return number;
        }, 0, stopping).ConfigureAwait(false);

        // A speaker above the rate of its source is remembered as long as it is connected. A negative number tells where.
        return stored != NotStored
            ? stored : -await _unknown.KeepAsync(speaker.Unknown, turn, stopping).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask AmendAsync(Speaker speaker, long number, string answered, CancellationToken stopping)
    {
        if (!speaker.IsKnown || number < 0)
        {
            await _unknown.AmendAsync(speaker.Unknown, Math.Abs(number), answered, stopping).ConfigureAwait(false);
            return;
        }

        await PostAsync(store => { store.Amend(number, answered); return true; }, false, stopping).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Count(string name) =>
        _jobs.Writer.TryWrite(new MemoryJob<bool>(store => { store.Count(name, 1); return true; }, false));

    private async Task<T> PostAsync<T>(Func<MemoryStore, T> work, T otherwise, CancellationToken stopping)
    {
        var job = new MemoryJob<T>(work, otherwise);
        await _jobs.Writer.WriteAsync(job, stopping).ConfigureAwait(false);
        return await job.Done.WaitAsync(stopping).ConfigureAwait(false);
    }

    private void Do(MemoryJob job)
    {
        if (job.Do(_store) is { } fault)
        {
            Interlocked.Increment(ref _failures);
            _log.MemoryFailed(fault);
        }
    }

    private MemoryJob<bool> Save() => new(store =>
    {
        Mood mood = _mood.Current;
        if (mood != _saved)
        {
            store.Save(mood);
            _saved = mood;
        }

        if (++_saves % PruneEverySaves == 0)
        {
            store.Prune();
        }

        return true;
    }, false);
}
