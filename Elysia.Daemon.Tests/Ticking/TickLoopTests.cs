using Elysia.Channels;
using Elysia.Diff;
using Elysia.Fanout;
using Elysia.Protocol.V1;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Ticking;

namespace Elysia.Tests.Ticking;

/// <summary>The tick loop with a clock that the test advances: its rate, its input, and late ticks.</summary>
[TestClass]
internal sealed class TickLoopTests
{
    [TestMethod]
    public async Task Run_Idle_TicksSeventeenTimesASecond()
    {
        using var rig = new TickRig();
        Assert.AreEqual(17, await rig.TicksWithinAsync(TimeSpan.FromSeconds(1)));
        Assert.AreEqual(17, rig.Loop.Counters.RateHz);
        Assert.AreEqual(0, rig.Loop.Counters.Skipped);
    }

    [TestMethod]
    public async Task Run_TenViewersAndARecentMessage_TicksFortyNineTimesASecond()
    {
        using var rig = new TickRig { Viewers = 10 };
        rig.Activity.Touch();
        await rig.TickAsync();
        Assert.AreEqual(49, rig.Loop.Counters.RateHz, "The rate differs from the figure of the oracle.");
    }

    [TestMethod]
    public async Task Run_StepTakesLong_SkipsAndNeverBursts()
    {
        using var rig = new TickRig();
        await rig.TickAsync();
        long before = rig.Loop.Counters.Ticks;
        rig.Time.Advance(TimeSpan.FromSeconds(2));
        await rig.TickAsync();
        Assert.AreEqual(before + 1, rig.Loop.Counters.Ticks);
        Assert.IsInRange(30L, 35L, rig.Loop.Counters.Skipped);
        Assert.IsGreaterThan(TimeSpan.FromSeconds(1.9), rig.Loop.Counters.LatenessMax);
    }

    [TestMethod]
    public async Task Run_MoodPosted_IsInTheNextTick()
    {
        using var rig = new TickRig();
        await rig.TickAsync();
        rig.Channels.Moods.Writer.TryWrite(new Mood(1, 0.2, 0));
        await rig.TickAsync();
        Assert.AreEqual(1.0, rig.Last.Published.Value(FieldId.MouthCurve));
    }

    [TestMethod]
    public async Task Run_SinkThrows_CompletionFaultsSoThatTheDaemonEnds()
    {
        using var rig = new TickRig();
        await rig.TickAsync();
        rig.Fault = new InvalidOperationException("a bug");
        rig.Timer.Release();
        await Assert.ThrowsExactlyAsync<InvalidOperationException>(
            () => rig.Loop.Completion.WaitAsync(Eventually.Deadline, TimeProvider.System));
    }

    /// <summary>A loop with a manual clock and a timer that lets one tick pass at a time.</summary>
    private sealed class TickRig : ITickSink, IDisposable
    {
        private readonly List<EncodedTick> _frames = [];

        public TickRig()
        {
            Activity = new ClientActivity(Time);
            Timer = new ManualTickTimer(Time);
            var pipeline = new TickPipeline(
                new TickInbox(Channels), new PublishedState(new DeltaThreshold(0.01)), this, AvatarSetup.Still);
            Loop = new TickLoop(pipeline, new TickRate(15, 60), this, Activity, Timer, Time);
            Loop.Start();
        }

        public ManualTimeProvider Time { get; } = new();

        public EngineChannels Channels { get; } = new();

        public ClientActivity Activity { get; }

        public ManualTickTimer Timer { get; }

        public TickLoop Loop { get; }

        public int Viewers { get; init; }

        public Exception? Fault { get; set; }

        public EncodedTick Last => _frames[^1];

        public void Publish(EncodedTick frames)
        {
            if (Fault is { } fault)
            {
                throw fault;
            }

            _frames.Add(frames);
        }

        /// <summary>Lets one tick run, at its due time, or now if that is past.</summary>
        public async Task TickAsync()
        {
            long before = Loop.Counters.Ticks;
            Timer.Release();
            await Eventually.TrueAsync(() => Loop.Counters.Ticks == before + 1 && Timer.Waits == before + 2, "a tick has run");
        }

        /// <summary>Returns the number of ticks, each at its due time, within a time span.</summary>
        public async Task<int> TicksWithinAsync(TimeSpan span)
        {
            await TickAsync();
            long start = Time.GetTimestamp();
            int ticks = 0;
            while (Time.GetElapsedTime(start, Timer.Until) <= span)
            {
                await TickAsync();
                ticks++;
            }

            return ticks;
        }

        public void Dispose()
        {
            Loop.Stop();
            Timer.Dispose();
        }
    }
}
