using System.Globalization;
using Elysia.LoadTest.Viewers;

namespace Elysia.LoadTest.Load;

/// <summary>The single thread of the load generator: waits for sockets, reads them, and runs the schedules.</summary>
/// <remarks>Connects all viewers, warms up, then measures. The steady state does not allocate. Bounded by <see
/// cref="LoadOptions.Seconds"/> and <see cref="ConnectMax"/>.</remarks>
internal sealed class LoadLoop : IDisposable
{
    /// <summary>The maximum time for all viewers to connect, in nanoseconds. 60 s.</summary>
    public const long ConnectMax = 60 * Second;

    private const long Second = 1_000_000_000;
    private const int WaitMaxMs = 50;

    private readonly LoadOptions _options;
    private readonly TimeProvider _time;
    private readonly TextWriter? _progress;
    private readonly ViewerPool _pool;
    private readonly LoadTally _tally = new();
    private readonly TickGaps _gaps = new();
    private readonly TruthChecker _checker;
    private readonly ViewerObserver _eyes;
    private readonly MotionObserver? _motions;
    private readonly ViewerReader _reader;
    private readonly SlowSchedule _slow;
    private readonly TalkSchedule _talk;
    private readonly int? _processId;

    /// <summary>Creates a run without starting it.</summary>
    /// <param name="options">The options of the run.</param>
    /// <param name="target">The daemon's address, with the query that asks for stamps.</param>
    /// <param name="processId">The daemon's process id; null if unknown.</param>
    /// <param name="time">The monotonic clock; it must be the one that the daemon stamps with.</param>
    /// <param name="progress">The output for a line per second; null for none.</param>
    public LoadLoop(LoadOptions options, Uri target, int? processId, TimeProvider time, TextWriter? progress)
    {
        (_options, _processId, _time, _progress) = (options, processId, time, progress);
        _pool = new ViewerPool(target, ViewerKinds.Spread(options.Clients, options.StalledPercent, options.SlowPercent),
            subprotocol: options.Protocol.Subprotocol());
        var ledger = new TruthLedger();
        _checker = new TruthChecker(ledger, options.Threshold);
        _eyes = new ViewerObserver(_tally, ledger, _checker);
        _motions = options.Protocol == BenchProtocol.Samples ? null : new MotionObserver(_tally);
        _reader = new ViewerReader(_pool, _eyes, _tally, _gaps, _motions);
        _slow = new SlowSchedule(_pool, _eyes, _tally);
        _talk = new TalkSchedule(_pool, _tally, options.TalkHz);
    }

    /// <summary>Runs to the end, or until <paramref name="stopping"/> with the result so far.</summary>
    public LoadMeasurement Run(CancellationToken stopping)
    {
        ProcessUsage? before = Usage();
        long begin = _time.GetTimestamp();
        Turn(() => !_pool.IsSettled, begin + ConnectMax, stopping);
        int connected = _pool.Open;
        long now = _time.GetTimestamp();
        _slow.Begin(now);
        _talk.Begin(now);
        Progress($"{connected:N0} of {_options.Clients:N0} viewers connected in {(now - begin) / 1e9:0.0} s");
        if (connected > 0)
        {
            Turn(() => true, now + (long)(_options.WarmUp.TotalSeconds * Second), stopping);
        }

        return Measure(connected, before, stopping);
    }

    /// <inheritdoc/>
    public void Dispose() => _pool.Dispose();

    private LoadMeasurement Measure(int connected, ProcessUsage? before, CancellationToken stopping)
    {
        _tally.Clear();
        _tally.Questions = _pool.Viewers.Count(v => v.AskedAt != 0);
        _gaps.Clear();
        long begin = _time.GetTimestamp();
        BeginDisplays(begin);
        ProcessUsage? usageBegin = Usage();
        ThreadUsage threadBegin = ThreadUsage.Now();
        long now = begin;
        for (int second = 1; second <= _options.Seconds && _pool.Open > 0 && !stopping.IsCancellationRequested; second++)
        {
            (long frames, long bytes) = (_tally.Frames, _tally.Bytes);
            Turn(() => _pool.Open > 0, begin + (second * Second), stopping);
            _gaps.EndSecond();
            now = _time.GetTimestamp();
            if (now < begin + (second * Second))
            {
                // Ended early: a part of a second gives no rate.
                break;
            }

            (long rate, double kilobytes) = (_tally.Frames - frames, (_tally.Bytes - bytes) / 1e3);
            double age = _tally.FrameAge.Percentile(99) / 1e6;
            Progress(
                $"{second,4} s  {rate,9:N0} frames/s  {kilobytes,10:N1} kB/s  age p99 {age:0.00} ms  {_pool.Open:N0} viewers");
        }

        ThreadUsage thread = ThreadUsage.Now();
        ProcessUsage? usage = Usage();
        foreach (Viewer viewer in _pool.Viewers)
        {
            _eyes.Observe(viewer, now);
        }

        double elapsed = Math.Max(now - begin, 1);
        return new LoadMeasurement(
            TimeSpan.FromSeconds(elapsed / Second), connected, _pool.Open, _tally, _gaps.Figures,
            _motions?.Figures ?? _checker.Figures,
            new Dictionary<string, int>(_pool.Losses), before, usageBegin, usage,
            _pool.Viewers.Count(v => v.AskedAt > now - (long)(TalkFigures.Patience.TotalSeconds * Second)),
            new GeneratorFigures(
                (thread.RunNanoseconds - threadBegin.RunNanoseconds) / elapsed,
                (thread.WaitNanoseconds - threadBegin.WaitNanoseconds) / elapsed,
                AgeFigures.From(_tally.OwnDelay)));
    }

    private void BeginDisplays(long now)
    {
        foreach (Viewer viewer in _pool.Viewers.Where(v => v.IsHealthy))
        {
            ViewerObserver.Begin(viewer, now, (double)viewer.Index / _options.Clients);
        }
    }

    private void Turn(Func<bool> goesOn, long until, CancellationToken stopping)
    {
        long now = _time.GetTimestamp();
        while (now < until && goesOn() && !stopping.IsCancellationRequested)
        {
            if (!_pool.IsSettled)
            {
                _pool.ConnectMore();
            }

            long due = Math.Min(until, Math.Min(_slow.Run(now), _talk.Run(now)));
            int ready = _pool.Epoll.Wait((int)Math.Clamp((due - now + 999_999) / 1_000_000, 0, WaitMaxMs));
            long woken = now = _time.GetTimestamp();
            for (int i = 0; i < ready; i++)
            {
                now = _time.GetTimestamp();
                _tally.OwnDelay.Record(now - woken);
                _reader.Read(_pool.Viewers[_pool.Epoll.IndexOf(i)], _pool.Epoll.FlagsOf(i), now);
            }
        }
    }

    private ProcessUsage? Usage() => _processId is { } id ? ProcessUsage.Read(id) : null;

    private void Progress(FormattableString line) => _progress?.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
