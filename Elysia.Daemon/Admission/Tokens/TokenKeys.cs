using Elysia.Hosting;

namespace Elysia.Admission.Tokens;

/// <summary>The current keys for tokens, and their refresh: on SIGHUP, periodically, and when a token names an unknown
/// key. If reading fails, the old keys stay in force.</summary>
/// <remarks>Any thread. Concurrent callers share one reading, and unknown keys cause at most one reading per <see
/// cref="UnknownKeyPause"/>, so that a client with made-up tokens cannot make the daemon flood the identity
/// provider.</remarks>
/// <param name="first">The initial keys.</param>
/// <param name="source">The source of published keys; null when there is none.</param>
/// <param name="refresh">The interval between readings.</param>
/// <param name="time">The daemon's clock.</param>
/// <param name="onRead">Called after each reading with the source, the number of keys, and the fault or null.</param>
internal sealed class TokenKeys(
    KeySet first, IJwksSource? source, TimeSpan refresh, TimeProvider time, Action<string, int, string?> onRead) : IReloadable
{
    private readonly Lock _lock = new();
    private volatile KeySet _current = first;
    private Task<string?>? _reading;
    private long _lastAsked = long.MinValue;
    private long _readings;
    private long _failed;

    /// <summary>The minimum time between two readings that unknown keys cause.</summary>
    /// <remarks>30 s: a rotated key is known after half a minute at the latest.</remarks>
    public static TimeSpan UnknownKeyPause { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The current keys.</summary>
    public KeySet Current => _current;

    /// <summary>The number of readings of the source.</summary>
    public long Readings => Interlocked.Read(ref _readings);

    /// <summary>The number of readings that failed.</summary>
    public long FailedReadings => Interlocked.Read(ref _failed);

    /// <summary>Whether there is a JWKS.</summary>
    public bool HasSource => source is not null;

    /// <inheritdoc/>
    public string Name => "the keys of ELYSIA_JWKS";

    /// <inheritdoc/>
    /// <remarks>Blocks, for at most <see cref="JwksUrl.RequestTimeout"/>.</remarks>
    public string? Reload() => source is null ? null : ReadAsync().GetAwaiter().GetResult();

    /// <summary>Reads the keys again because a token named an unknown one.</summary>
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

    /// <summary>Reads the keys now and then periodically, until <paramref name="stopping"/> is cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) => BackgroundLoop.RunAsync(RefreshAsync, stopping);

    private async Task RefreshAsync(CancellationToken stopping)
    {
        // Without a source the timer never fires.
        using var timer = new PeriodicTimer(source is null ? Timeout.InfiniteTimeSpan : refresh, time);
        do
        {
            await (source is null ? Task.CompletedTask : ReadAsync().WaitAsync(stopping)).ConfigureAwait(false);
        }
        while (await timer.WaitForNextTickAsync(stopping).ConfigureAwait(false));
    }

    /// <summary>Reads the keys once; concurrent callers share the reading that is under way.</summary>
    private Task<string?> ReadAsync()
    {
        lock (_lock)
        {
            return _reading is { IsCompleted: false } ? _reading : _reading = ReadOnceAsync(source!);
        }
    }

    private async Task<string?> ReadOnceAsync(IJwksSource from)
    {
        // Yields so that reading begins outside the caller's lock.
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
