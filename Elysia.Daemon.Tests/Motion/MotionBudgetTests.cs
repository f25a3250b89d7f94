using Elysia.Channels;
using Elysia.Configuration.Options;
using Elysia.Diff;
using Elysia.Fanout;
using Elysia.Motion;
using Elysia.Protocol.V1;
using Elysia.Protocol.V2;
using Elysia.Protocol.Wire;
using Elysia.Speech;
using Elysia.Speech.LipSync;
using Elysia.Speech.Phonemes;
using Elysia.State;
using Elysia.Tests.Fakes.Clocks;
using Elysia.Ticking;

namespace Elysia.Tests.Motion;

/// <summary>The bytes that protocol 2 sends to a viewer, counted over the ticks of the real pipeline with a clock that
/// the test advances.</summary>
[TestClass]
internal sealed class MotionBudgetTests : ITickSink
{
    // The headers of IP and of TCP with timestamps, and of a WebSocket frame of more than 125 bytes.
    private const int HeaderBytes = 52 + 4;

    private readonly ManualTimeProvider _time = new();
    private readonly EngineChannels _channels = new();
    private readonly TickPipeline _pipeline;
    private long _base;
    private int _messages;
    private int _bytes;

    public MotionBudgetTests()
    {
        AvatarSetup setup = AvatarFactory.Create(new MoodSettings { Seed = 1 });
        var threshold = new DeltaThreshold(0.01);
        var face = new FaceTrajectory((state, ahead) => AvatarSimulation.Step(state, default, ahead, setup.Temperament));
        var motion = new PublishedMotion(threshold, face, new MotionClock(_time), TimeSpan.FromSeconds(18));
        _pipeline = new TickPipeline(new TickInbox(_channels), new PublishedState(threshold), this, setup, motion);
    }

    /// <inheritdoc/>
    public int Viewers => 1;

    /// <inheritdoc/>
    public void Publish(EncodedTick frames)
    {
        long tick = frames.Published.Tick;
        Frame? frame = _base == 0
            ? frames.Motions.Keyframe(MotionForm.Binary) : frames.Motions.Since(MotionForm.Binary, _base, whole: false);
        _base = tick;
        if (frame is not null)
        {
            _messages++;
            _bytes += frame.Payload.Length + HeaderBytes;
        }
    }

    [TestMethod]
    public void AtRest_TenMinutes_CostsAtMostTwentyBytesPerSecondWithAllHeaders()
    {
        Live(TimeSpan.FromSeconds(30), hertz: 17);
        (_messages, _bytes) = (0, 0);
        Live(TimeSpan.FromMinutes(10), hertz: 17);
        Console.WriteLine($"{_messages} messages, {_bytes} bytes in ten minutes");
        Assert.IsLessThanOrEqualTo(20 * 600, _bytes);
        Assert.IsGreaterThan(600 / 18, _messages, "A viewer got no message for longer than a heartbeat.");
    }

    [TestMethod]
    public void Speech_HalfAMinute_IsSentAsCurvesAndNotAsSteps()
    {
        Live(TimeSpan.FromSeconds(5), hertz: 60);
        (_messages, _bytes) = (0, 0);
        var mouth = new MouthPlayer(_channels, _time);
        var answer = new SpeechSchedule(1, _time);
        for (int sentence = 0; sentence < 12; sentence++)
        {
            Say(mouth, answer, "The sea is wide, and nobody knows where it ends.");
        }

        Live(TimeSpan.FromSeconds(30), hertz: 60);
        Assert.IsTrue(answer.IsSounding, "The speech ended before the measurement.");
        Console.WriteLine($"{_messages} messages, {_bytes} bytes in half a minute");

        // 1,800 ticks: one step per tick would be as many messages and 150,000 bytes.
        Assert.IsLessThan(30, _messages);
        Assert.IsLessThan(30 * 150, _bytes);
    }

    [TestMethod]
    public void Conversation_HalfAMinute_CostsATenthOfItsTicksAndAtMost250BytesASecondWithAllHeaders()
    {
        Live(TimeSpan.FromSeconds(5), hertz: 60);
        (_messages, _bytes) = (0, 0);
        var mouth = new MouthPlayer(_channels, _time);
        Feeling[] feelings = [Feeling.Hopeful, Feeling.Introspective, Feeling.Focused, Feeling.Calm, Feeling.Hopeful];
        for (int turn = 1; turn <= 15; turn++)
        {
            // A new feeling and a new answer replace the previous ones every two seconds.
            _channels.Moods.Writer.TryWrite(Feelings.MoodOf(feelings[turn % feelings.Length]));
            mouth.Stop(turn - 1);
            Live(TimeSpan.FromMilliseconds(30), hertz: 60);
            Say(mouth, new SpeechSchedule(turn, _time), "I think about what you said, and it makes me glad.");
            Live(TimeSpan.FromMilliseconds(1970), hertz: 60);
        }

        Console.WriteLine($"{_messages} messages, {_bytes} bytes in half a minute");
        Assert.IsLessThan(45, _messages);
        Assert.IsLessThan(30 * 250, _bytes);
    }

    private static void Say(MouthPlayer mouth, SpeechSchedule answer, string text) =>
        mouth.Say(answer, text, new SpokenSentence(GraphemeToPhoneme.Track(text, 1), null));

    private void Live(TimeSpan time, int hertz)
    {
        TimeSpan step = TimeSpan.FromSeconds(1) / hertz;
        for (TimeSpan lived = TimeSpan.Zero; lived < time; lived += step)
        {
            _time.Advance(step);
            _pipeline.Run(step, _time.GetTimestamp());
        }
    }
}
