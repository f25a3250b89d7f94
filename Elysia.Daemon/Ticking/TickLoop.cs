using Elysia.Channels;
using Elysia.Diagnostics;
using Elysia.Diff;
using Elysia.Fanout;
using Elysia.Hosting;

namespace Elysia.Ticking;

/// <summary>Runs the pipeline on a dedicated thread: waits until the next tick is due, measures the elapsed time and
/// runs one tick.</summary>
/// <remarks>It never awaits and never touches a socket. An exception in the pipeline is a bug in the daemon: it faults
/// <see cref="Completion"/> and so ends the daemon, which systemd starts again.</remarks>
internal sealed class TickLoop
{
    private readonly TickPipeline _pipeline;
    private readonly TickRate _rate;
    private readonly ITickSink _sink;
    private readonly ClientActivity _activity;
    private readonly ITickTimer _timer;
    private readonly TimeProvider _time;
    private readonly DaemonMeter? _meter;
    private readonly TaskCompletionSource _firstTick = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly BackgroundThread _thread;
    private volatile bool _stopping;

    /// <summary>Creates a loop that is not running yet.</summary>
    public TickLoop(
        TickPipeline pipeline, TickRate rate, ITickSink sink, ClientActivity activity, ITickTimer timer, TimeProvider time,
        DaemonMeter? meter = null)
    {
        (_pipeline, _rate, _sink, _activity, _timer, _time, _meter) = (pipeline, rate, sink, activity, timer, time, meter);
        _thread = new BackgroundThread("elysia-tick", Run);
    }

    /// <summary>The counters of the loop.</summary>
    public TickCounters Counters { get; } = new();

    /// <summary>Completes when the first tick has been published.</summary>
    public Task FirstTick => _firstTick.Task;

    /// <summary>Completes when the loop has ended; faults when it ended by a bug.</summary>
    public Task Completion => _thread.Completion;

    /// <summary>Starts the thread.</summary>
    public void Start() => _thread.Start();

    /// <summary>Asks the loop to end after the current tick; await <see cref="Completion"/> for the end.</summary>
    public void Stop() => _stopping = true;

    private void Run()
    {
        try
        {
            Loop();
        }
#pragma warning disable CA1031 // No caller sees an exception of this thread: it goes to a task that the daemon awaits.
        catch (Exception e)
#pragma warning restore CA1031
        {
            _firstTick.TrySetException(e);
            throw;
        }
    }

    private void Loop()
    {
        ThreadScheduling.TryTake();
        long last = _time.GetTimestamp();
        var schedule = new TickSchedule(_time.TimestampFrequency, last);
        while (!_stopping)
        {
            _timer.WaitUntil(schedule.Due);
            long now = _time.GetTimestamp();
            TimeSpan lateness = _time.GetElapsedTime(schedule.Due, now);
            PublishedTick tick = _pipeline.Run(_time.GetElapsedTime(last, now), now);
            last = now;

            int rateHz = _rate.Of(_activity.SinceLastMessage, _sink.Viewers, _pipeline.State.Mood.Arousal);
            long done = _time.GetTimestamp();
            schedule.Advance(done, rateHz);
            Counters.Record(tick.Tick, schedule.Skipped, rateHz, lateness, now);
            _meter?.TickDuration.Record(_time.GetElapsedTime(now, done).TotalSeconds);
            _meter?.TickLateness.Record(lateness.TotalSeconds);
            _firstTick.TrySetResult();
        }
    }
}
