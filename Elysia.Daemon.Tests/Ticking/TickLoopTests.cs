using Elysia.Channels;
using Elysia.Diff;
using Elysia.Fanout;
using Elysia.Protocol.V1;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Ticking;

namespace Elysia.Tests.Ticking;

/// <summary>The pulse on a clock that the test moves: its rate, what it takes in, what it does when it comes late.</summary>
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
    public async Task Run_TenViewersOneJustSpoke_TicksFortyNineTimesASecond()
    {
        using var rig = new TickRig { Viewers = 10 };
        rig.Activity.Touch();
        await rig.TickAsync();
        Assert.AreEqual(49, rig.Loop.Counters.RateHz, "The oracle's figure.");
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
    public async Task Run_MoodPosted_IsInTheNextPicture()
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

    /// <summary>A loop on a manual clock whose timer lets one tick pass at a time.</summary>
    private sealed class TickRig : ITickSink, IDisposable
    {
        private readonly List<EncodedTick> _frames = [];

        public TickRig()
        {
            Activity = new ClientActivity(Time);
            Timer = new SteppedTimer(Time);
            var pipeline = new TickPipeline(
                new TickInbox(Channels), new PublishedState(new DeltaThreshold(0.01)), this, AvatarSetup.Still);
            Loop = new TickLoop(pipeline, new TickRate(15, 60), this, Activity, Timer, Time);
            Loop.Start();
        }

        public ManualTimeProvider Time { get; } = new();

        public EngineChannels Channels { get; } = new();

        public ClientActivity Activity { get; }

        public SteppedTimer Timer { get; }

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

        /// <summary>Lets one tick be taken, at its time or, if that is past, now.</summary>
        public async Task TickAsync()
        {
            long before = Loop.Counters.Ticks;
            Timer.Release();
            await Eventually.TrueAsync(() => Loop.Counters.Ticks == before + 1 && Timer.Waits == before + 2, "a tick is taken");
        }

        /// <summary>How many ticks come, each at its time, until so much time is over.</summary>
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
