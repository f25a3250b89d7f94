using Elysia.Channels;
using Elysia.Speech;
using Elysia.Speech.LipSync;
using Elysia.Speech.Phonemes;
using Elysia.State;
using Elysia.Tests.Fakes;

namespace Elysia.Tests.Speech.LipSync;

/// <summary>Her mouth as the tick takes it, on a clock that the test moves.</summary>
[TestClass]
public sealed class MouthPlayerTests
{
    // When lips are where a sentence wants them, after the tick that took it.
    private const double Opened = 0.05;

    private readonly EngineChannels _channels = new();
    private readonly ManualTimeProvider _time = new();
    private MouthPlayer _mouth = null!;
    private TickInbox _inbox = null!;

    [TestInitialize]
    public void Prepare() => (_mouth, _inbox) = (new MouthPlayer(_channels, _time), new TickInbox(_channels));

    [TestMethod]
    public void Say_Sentence_OpensAndClosesTheMouthInTime()
    {
        _mouth.Say(1, Sentence(0.8, seconds: 0.5));
        Assert.AreEqual(0, Width(), "Lips do not jump.");
        Assert.AreEqual(0.4, Width(after: 0.025)!.Value, 1e-9);
        Assert.AreEqual(0.8, Width(after: Opened - 0.025));
        Assert.AreEqual(0.4, Width(after: 0.375 - Opened)!.Value, 1e-9);
        Assert.IsTrue(_mouth.IsSpeaking);
        Assert.AreEqual(0, Width(after: 0.125));
        Assert.IsFalse(_mouth.IsSpeaking);
        Assert.IsNull(Width(after: 0.1), "The mouth is whose it was.");
        Assert.IsNull(_inbox.Mouth);
    }

    [TestMethod]
    public void Say_SentencesOfOneTurn_FollowEachOther()
    {
        _mouth.Say(1, Sentence(0.8, seconds: 0.2));
        _mouth.Say(1, Sentence(0.4, seconds: 0.2));
        Width();
        Assert.AreEqual(0.8, Width(after: Opened));
        Assert.AreEqual(0, Width(0.2 - Opened - 1e-7)!.Value, 1e-9);
        Assert.IsLessThan(1e-6, Width(after: 1e-6)!.Value, "The mouth jumps.");
        Assert.AreEqual(0.4, Width(after: 0.05));
        Assert.AreEqual(0, Width(after: 0.15));
    }

    [TestMethod]
    public void Say_AfterAPause_BeginsAtOnce()
    {
        _mouth.Say(1, Sentence(0.8, seconds: 0.2));
        Assert.AreEqual(0, Width(after: 5));
        _mouth.Say(1, Sentence(0.4, seconds: 0.2));
        Width();
        Assert.AreEqual(0.4, Width(after: Opened));
    }

    [TestMethod]
    public void Say_NewerTurn_TakesTheMouthAndTheOlderDoesNotComeBack()
    {
        _mouth.Say(1, Sentence(0.8, seconds: 60));
        Width();
        Assert.AreEqual(0.8, Width(after: Opened));
        _mouth.Say(2, Sentence(0.4, seconds: 0.2));
        _mouth.Say(1, Sentence(0.7, seconds: 60));
        Assert.AreEqual(0.8, Width(), "Lips do not jump.");
        Assert.AreEqual(0.4, Width(after: Opened));
        Assert.AreEqual(0, Width(after: 0.2 - Opened));
        Assert.IsFalse(_mouth.IsSpeaking);
    }

    [TestMethod]
    public void Hush_TurnThatSpeaks_ClosesTheMouthAtOnce()
    {
        _mouth.Say(1, Sentence(0.8, seconds: 60));
        _mouth.Say(1, Sentence(0.6, seconds: 60));
        Width();
        Assert.AreEqual(0.8, Width(after: Opened));
        _mouth.Hush(0);
        Assert.IsTrue(_mouth.IsSpeaking);
        _mouth.Hush(1);
        Assert.IsFalse(_mouth.IsSpeaking);
        Assert.AreEqual(0, Width());
        Assert.IsNull(Width());
    }

    [TestMethod]
    public void Say_MoreThanMayWait_IsLeftOut()
    {
        for (int more = 0; more < MouthPlayer.SentencesMax * 2; more++)
        {
            _mouth.Say(1, Sentence(0.5, seconds: 1));
        }

        Width();
        Assert.AreEqual(0.5, Width(after: Opened));
        Assert.AreEqual(0, Width(after: MouthPlayer.SentencesMax - Opened));
    }

    [TestMethod]
    public void Drain_WhileSheSpeaks_IsNewsOnlyWhenAnotherSentenceCame()
    {
        _mouth.Say(1, Sentence(0.8, seconds: 9));
        Width();
        Assert.IsTrue(_inbox.BroughtNews);
        Width(after: 1);
        Assert.IsFalse(_inbox.BroughtNews);
        _channels.MouthWidths.Writer.TryWrite(0.1);
        Assert.AreEqual(0.8, Width(), "While she speaks the mouth is hers.");
        Assert.IsTrue(_inbox.BroughtNews);
        _mouth.Say(1, Sentence(0.8, seconds: 9));
        Width();
        Assert.IsTrue(_inbox.BroughtNews);
    }

    private static SpokenSentence Sentence(double width, double seconds) => new(new SoundTrack([], seconds), null)
    {
        LipSync = [new MouthKey(0, width), new MouthKey(seconds / 2, width), new MouthKey(seconds, 0)],
    };

    private double? Width(double after = 0)
    {
        _time.Advance(TimeSpan.FromSeconds(after));
        return _inbox.Drain(_time.GetTimestamp()).MouthWidth;
    }
}
