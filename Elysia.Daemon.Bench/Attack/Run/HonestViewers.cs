using Elysia.Bench.Compare.Run;
using Elysia.Hosting;
using Elysia.LoadTest.Load;
using Elysia.LoadTest.Viewers;

namespace Elysia.Bench.Attack.Run;

/// <summary>Honest viewers that stay connected throughout an attack: they read, check every picture against the truth,
/// and measure its age from the moment the kernel received it. They share one thread.</summary>
/// <remarks>Built from the parts of `bench load`. The figures are taken per period: before, during and after the
/// attack.</remarks>
internal sealed class HonestViewers : IDisposable
{
    private const int WaitMaxMs = 20;
    private static readonly TimeSpan ConnectPatience = TimeSpan.FromSeconds(10);

    private readonly int _count;
    private readonly TimeProvider _time;
    private readonly ViewerPool _pool;
    private readonly LoadTally _tally = new();
    private readonly TruthChecker _checker;
    private readonly ViewerReader _reader;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<HonestFigures>? _asked;
    private ThreadUsage _usage;
    private volatile bool _stopping;

    private HonestViewers(int count, Uri target, double threshold, TimeProvider time, string? token)
    {
        (_count, _time) = (count, time);
        _pool = new ViewerPool(target, ViewerKinds.Spread(count, 0, 0), token);
        var ledger = new TruthLedger();
        _checker = new TruthChecker(ledger, threshold);
        _reader = new ViewerReader(
            _pool, new ViewerObserver(_tally, ledger, _checker), _tally, new TickGaps(), arrivals: new ArrivalClock());
        _thread = new Thread(Run) { Name = "honest-viewers", IsBackground = true };
    }

    /// <summary>Connects all viewers.</summary>
    /// <param name="count">The number of viewers, at least 1.</param>
    /// <param name="port">The daemon's port on loopback.</param>
    /// <param name="threshold">The maximum error of a picture: the daemon's delta threshold.</param>
    /// <param name="time">The clock that the daemon stamps with.</param>
    /// <param name="token">The token; null for none.</param>
    /// <exception cref="RunException">Not all viewers could connect.</exception>
    public static async Task<HonestViewers> ConnectAsync(
        int count, int port, double threshold, TimeProvider time, string? token = null)
    {
        var viewers = new HonestViewers(count, new Uri($"ws://127.0.0.1:{port}/ws?stamps=1"), threshold, time, token);
        viewers._thread.Start();
        try
        {
            await viewers._settled.Task.WaitAsync(ConnectPatience, time).ConfigureAwait(false);
            HonestFigures figures = await viewers.SinceLastAsync().ConfigureAwait(false);
            return figures.Open == count ? viewers
                : throw new RunException($"{figures.Open} of {count} honest viewers could connect: {figures.LossesText}");
        }
        catch (Exception e) when (e is RunException or TimeoutException)
        {
            viewers.Dispose();
            throw new RunException($"the honest viewers could not connect: {e.Message}");
        }
    }

    /// <summary>Returns the figures since the last call.</summary>
    public Task<HonestFigures> SinceLastAsync()
    {
        var asked = new TaskCompletionSource<HonestFigures>(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _asked, asked);
        return asked.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping = true;
        _thread.Join();
        _pool.Dispose();
    }

    private void Run()
    {
        // They stand for separate machines, so they must not wait for a core of this one.
        ThreadScheduling.TryTake();
        _usage = ThreadUsage.Now();
        while (!_stopping)
        {
            if (!_pool.IsSettled)
            {
                _pool.ConnectMore();
            }
            else
            {
                _settled.TrySetResult();
            }

            int ready = _pool.Epoll.Wait(WaitMaxMs);
            long woken = _time.GetTimestamp();
            for (int i = 0; i < ready; i++)
            {
                long now = _time.GetTimestamp();
                _tally.OwnDelay.Record(now - woken);
                _reader.Read(_pool.Viewers[_pool.Epoll.IndexOf(i)], _pool.Epoll.FlagsOf(i), now);
            }

            Interlocked.Exchange(ref _asked, null)?.SetResult(Take());
        }

        Interlocked.Exchange(ref _asked, null)?.SetResult(Take());
    }

    private HonestFigures Take()
    {
        ThreadUsage usage = ThreadUsage.Now();
        var ages = new Histogram();
        ages.Add(_tally.FrameAge);
        var figures = new HonestFigures(
            _count, _pool.Open, ages, _checker.Figures.Checked, _checker.Figures.Wrong,
            usage.WaitNanoseconds - _usage.WaitNanoseconds, new Dictionary<string, int>(_pool.Losses));
        _usage = usage;
        _tally.Clear();
        return figures;
    }
}
