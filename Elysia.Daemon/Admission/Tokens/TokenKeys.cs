using Elysia.Hosting;

namespace Elysia.Admission.Tokens;

/// <summary>The keys in force, and how they come anew: on SIGHUP, from time to time, and when a token names one that is not
/// known. Keys that cannot be read leave the old ones in force.</summary>
/// <remarks>Any thread. However many ask, the source is read once at a time, and for the sake of unknown keys at most once in
/// <see cref="UnknownKeyPause"/>: who sends nonsense must not make us hammer the identity provider.</remarks>
/// <param name="first">The keys to begin with.</param>
/// <param name="source">Where published keys come from; null when there are none.</param>
/// <param name="refresh">How often they are read anew.</param>
/// <param name="time">The daemon's clock.</param>
/// <param name="onRead">Told of every reading: the source, how many keys came, and what was wrong or null.</param>
internal sealed class TokenKeys(
    KeySet first, IJwksSource? source, TimeSpan refresh, TimeProvider time, Action<string, int, string?> onRead) : IReloadable
{
    private readonly Lock _lock = new();
    private volatile KeySet _current = first;
    private Task<string?>? _reading;
    private long _lastAsked = long.MinValue;
    private long _readings;
    private long _failed;

    /// <summary>Shortest time between two readings for the sake of unknown keys.</summary>
    /// <remarks>30 s: a key that was rotated in is known half a minute later at the latest.</remarks>
    public static TimeSpan UnknownKeyPause { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The keys in force.</summary>
    public KeySet Current => _current;

    /// <summary>How often the source was read.</summary>
    public long Readings => Interlocked.Read(ref _readings);

    /// <summary>How often it could not be read.</summary>
    public long FailedReadings => Interlocked.Read(ref _failed);

    /// <summary>Whether there is a JWKS.</summary>
    public bool HasSource => source is not null;

    /// <inheritdoc/>
    public string Name => "the keys of ELYSIA_JWKS";

    /// <inheritdoc/>
    /// <remarks>Waits, at most <see cref="JwksUrl.Patience"/>.</remarks>
    public string? Reload() => source is null ? null : ReadAsync().GetAwaiter().GetResult();

    /// <summary>Reads the keys anew because a token named one that is not known.</summary>
    /// <returns>Whether they were read; false when that was done a moment ago, or failed.</returns>
    public async ValueTask<bool> TryReadForUnknownAsync()
    {
        Task<string?> reading;
        lock (_lock)
        {
            if (source is null)
            {
                return false;
            }

            if (_reading is { IsCompleted: false })
            {
                reading = _reading;
            }
            else if (_lastAsked != long.MinValue && time.GetElapsedTime(_lastAsked) < UnknownKeyPause)
            {
                return false;
            }
            else
            {
                _lastAsked = time.GetTimestamp();
                reading = ReadAsync();
            }
        }

        return await reading.ConfigureAwait(false) is null;
    }

    /// <summary>Reads the keys now and then anew, until <paramref name="stopping"/> is cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) => BackgroundLoop.RunAsync(RefreshAsync, stopping);

    private async Task RefreshAsync(CancellationToken stopping)
    {
        // Without a source the timer never rings.
        using var timer = new PeriodicTimer(source is null ? Timeout.InfiniteTimeSpan : refresh, time);
        do
        {
            await (source is null ? Task.CompletedTask : ReadAsync().WaitAsync(stopping)).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false));
    }

    /// <summary>One reading; who asks while it is under way waits for it.</summary>
    private Task<string?> ReadAsync()
    {
        lock (_lock)
        {
            return _reading is { IsCompleted: false } ? _reading : _reading = ReadOnceAsync(source!);
        }
    }

    private async Task<string?> ReadOnceAsync(IJwksSource from)
    {
        // Leaves the lock before it reads.
        await Task.Yield();
        (IReadOnlyList<PublishedKey> keys, string? fault) = await from.ReadAsync().ConfigureAwait(false);
        Interlocked.Increment(ref _readings);
        if (fault is null)
        {
            _current = _current.With(keys);
        }
        else
        {
            Interlocked.Increment(ref _failed);
        }

        onRead(from.Name, keys.Count, fault);
        return fault;
    }
}
