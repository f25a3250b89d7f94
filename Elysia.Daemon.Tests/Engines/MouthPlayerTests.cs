using Elysia.Channels;
using Elysia.Engines;
using Elysia.State;
using Elysia.Tests.Fakes;

namespace Elysia.Tests.Engines;

[TestClass]
public sealed class MouthPlayerTests : IDisposable
{
    private static readonly TimeSpan Frame = TimeSpan.FromSeconds(1.0 / 60) + TimeSpan.FromTicks(1);

    private readonly EngineChannels _channels = new();
    private readonly ManualTimeProvider _time = new();
    private readonly CancellationTokenSource _stopping = new();
    private MouthPlayer _mouth = null!;
    private Task _playing = null!;

    [TestInitialize]
    public void Prepare()
    {
        _mouth = new MouthPlayer(_channels, _time);
        _playing = _mouth.RunAsync(_stopping.Token);
    }

    [TestCleanup]
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _playing;
    }

    public void Dispose() => _stopping.Dispose();

    [TestMethod]
    public async Task Say_Sentence_OpensAndClosesTheMouthInTime()
    {
        _mouth.Say(1, Sentence(0.8, seconds: 0.5));

        Assert.AreEqual(0.8, await WidthAsync());
        await PlayUntilAsync(() => !_mouth.IsSpeaking);
        Assert.AreEqual(0, await LastAsync());
        Assert.IsGreaterThanOrEqualTo(0.5, _time.GetElapsedTime(0).TotalSeconds);
    }

    [TestMethod]
    public async Task Say_SentencesOfOneTurn_FollowEachOther()
    {
        _mouth.Say(1, Sentence(0.8, seconds: 0.2));
        _mouth.Say(1, Sentence(0.4, seconds: 0.2));

        Assert.AreEqual(0.8, await WidthAsync());
        double width = 0.8;
        await PlayUntilAsync(() => (width = _channels.MouthWidths.Reader.TryRead(out double w) ? w : width) == 0.4);
        Assert.IsLessThan(0.3, _time.GetElapsedTime(0).TotalSeconds);
    }

    [TestMethod]
    public async Task Say_NewerTurn_TakesTheMouthAndTheOlderDoesNotComeBack()
    {
        _mouth.Say(1, Sentence(0.8, seconds: 60));
        Assert.AreEqual(0.8, await WidthAsync());

        _mouth.Say(2, Sentence(0.4, seconds: 0.1));
        _mouth.Say(1, Sentence(0.7, seconds: 60));

        await PlayUntilAsync(() => !_mouth.IsSpeaking);
        Assert.AreEqual(0, await LastAsync());
    }

    [TestMethod]
    public async Task Hush_TurnThatSpeaks_ClosesTheMouthAtOnce()
    {
        _mouth.Say(1, Sentence(0.8, seconds: 60));
        _mouth.Say(1, Sentence(0.6, seconds: 60));
        Assert.AreEqual(0.8, await WidthAsync());

        _mouth.Hush(0);
        Assert.IsTrue(_mouth.IsSpeaking);
        _mouth.Hush(1);

        Assert.IsFalse(_mouth.IsSpeaking);
        Assert.AreEqual(0, await LastAsync());
    }

    [TestMethod]
    public void Say_MoreThanMayWait_IsLeftOut()
    {
        for (int more = 0; more < MouthPlayer.SentencesMax * 2; more++)
        {
            _mouth.Say(1, Sentence(0.5, seconds: 1));
        }

        Assert.IsTrue(_mouth.IsSpeaking);
    }

    private static SpokenSentence Sentence(double width, double seconds) =>
        new([new MouthKey(0, width), new MouthKey(seconds / 2, width), new MouthKey(seconds, 0)], null);

    private async Task<double> WidthAsync() =>
        await Eventually.CompletesAsync(_channels.MouthWidths.Reader.ReadAsync().AsTask(), "the mouth moves");

    private async Task<double> LastAsync()
    {
        double last = double.NaN;
        await Eventually.TrueAsync(() =>
        {
            while (_channels.MouthWidths.Reader.TryRead(out double width))
            {
                last = width;
            }

            return last == 0;
        }, "the mouth closes");
        return last;
    }

    // The clock moves on whenever the player waits for it.
    private async Task PlayUntilAsync(Func<bool> fact) => await Eventually.TrueAsync(() =>
    {
        if (_time.Timers > 0)
        {
            _time.Advance(Frame);
        }

        return fact();
    }, "the mouth gets there");
}
