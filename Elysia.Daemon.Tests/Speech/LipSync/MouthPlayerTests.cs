using Elysia.Channels;
using Elysia.Speech;
using Elysia.Speech.LipSync;
using Elysia.Speech.Phonemes;
using Elysia.State;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Speech.LipSync;

/// <summary>Tests her mouth as the tick reads it, on a clock that the test moves.</summary>
[TestClass]
internal sealed class MouthPlayerTests
{
    // The time that lips need to reach the shape of a sentence, after the tick that read it.
    private const double Opened = 0.05;

    private readonly EngineChannels _channels = new();
    private readonly ManualTimeProvider _time = new();
    private readonly Dictionary<long, SpeechSchedule> _answers = [];
    private MouthPlayer _mouth = null!;
    private TickInbox _inbox = null!;

    [TestInitialize]
    public void Prepare() => (_mouth, _inbox) = (new MouthPlayer(_channels, _time), new TickInbox(_channels));

    [TestMethod]
    public void Say_Sentence_OpensAndClosesTheMouthOnTime()
    {
        Say(1, Sentence(0.8, seconds: 0.5));
        Assert.AreEqual(0, Width(), "Lips do not jump.");
        Assert.AreEqual(0.4, Width(after: 0.025)!.Value, 1e-9);
        Assert.AreEqual(0.8, Width(after: Opened - 0.025));
        Assert.AreEqual(0.4, Width(after: 0.375 - Opened)!.Value, 1e-9);
        Assert.IsTrue(_answers[1].IsSounding);
        Assert.AreEqual(0, Width(after: 0.125));
        Assert.IsFalse(_answers[1].IsSounding);
        Assert.IsNull(Width(after: 0.1), "The mouth is released.");
        Assert.IsNull(_inbox.Mouth);
    }

    [TestMethod]
    public void Say_SentencesOfOneTurn_FollowEachOther()
    {
        Say(1, Sentence(0.8, seconds: 0.2));
        Say(1, Sentence(0.4, seconds: 0.2));
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
        Say(1, Sentence(0.8, seconds: 0.2));
        Assert.AreEqual(0, Width(after: 5));
        Say(1, Sentence(0.4, seconds: 0.2));
        Width();
        Assert.AreEqual(0.4, Width(after: Opened));
    }

    [TestMethod]
    public void Say_NewerTurn_TakesTheMouthFromTheOlderForGood()
    {
        Say(1, Sentence(0.8, seconds: 60));
        Width();
        Assert.AreEqual(0.8, Width(after: Opened));
        Say(2, Sentence(0.4, seconds: 0.2));
        Say(1, Sentence(0.7, seconds: 60));
        Assert.AreEqual(0.8, Width(), "Lips do not jump.");
        Assert.AreEqual(0.4, Width(after: Opened));
        Assert.AreEqual(0, Width(after: 0.2 - Opened));
        Assert.IsNull(_inbox.Mouth);
    }

    [TestMethod]
    public void Stop_SpeakingTurn_ClosesTheMouthAtOnce()
    {
        Say(1, Sentence(0.8, seconds: 60));
        Say(1, Sentence(0.6, seconds: 60));
        Width();
        Assert.AreEqual(0.8, Width(after: Opened));
        _mouth.Stop(0);
        Assert.AreEqual(0.8, Width());
        _mouth.Stop(1);
        Assert.AreEqual(0, Width());
        Assert.IsNull(Width());
    }

    [TestMethod]
    public void Say_MoreSentencesThanTheMaximum_IsNotShown()
    {
        for (int more = 0; more < MouthPlayer.SentencesMax * 2; more++)
        {
            Say(1, Sentence(0.5, seconds: 1));
        }

        Width();
        Assert.AreEqual(0.5, Width(after: Opened));
        Assert.AreEqual(0, Width(after: MouthPlayer.SentencesMax - Opened));
    }

    [TestMethod]
    public void Drain_WhileSheSpeaks_BringsNewsOnlyForAnotherSentence()
    {
        Say(1, Sentence(0.8, seconds: 9));
        Width();
        Assert.IsTrue(_inbox.BroughtNews);
        Width(after: 1);
        Assert.IsFalse(_inbox.BroughtNews);
        _channels.MouthWidths.Writer.TryWrite(0.1);
        Assert.AreEqual(0.8, Width(), "While she speaks, an engine does not move the mouth.");
        Assert.IsTrue(_inbox.BroughtNews);
        Say(1, Sentence(0.8, seconds: 9));
        Width();
        Assert.IsTrue(_inbox.BroughtNews);
    }

    [TestMethod]
    public void Heard_ConsecutiveSentences_FollowsTheClockOfTheMouth()
    {
        var answer = new SpeechSchedule(1, _time);
        answer.Add("One two three four.", TimeSpan.FromSeconds(2));
        (long start, long end) = answer.Add("Five.", TimeSpan.FromSeconds(1));

        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual("One two…", answer.Heard());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(_time.GetTimestamp(), start);
        Assert.AreEqual("One two three four.", answer.Heard());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.AreEqual(_time.GetTimestamp(), end);
        Assert.AreEqual("One two three four. Five.", answer.Heard());
        Assert.AreEqual("One two three four. Five. Six.", answer.TextWith("Six."));
    }

    private static SpokenSentence Sentence(double width, double seconds) => new(new PhonemeTrack([], seconds), null)
    {
        Visemes = new VisemeTimeline([new(0, width), new(seconds / 2, width), new(seconds, 0)]),
    };

    private void Say(long turn, SpokenSentence sentence)
    {
        if (!_answers.TryGetValue(turn, out SpeechSchedule? answer))
        {
            _answers.Add(turn, answer = new SpeechSchedule(turn, _time));
        }

        _mouth.Say(answer, "", sentence);
    }

    private double? Width(double after = 0)
    {
        _time.Advance(TimeSpan.FromSeconds(after));
        return _inbox.Drain(_time.GetTimestamp()).MouthWidth;
    }
}
