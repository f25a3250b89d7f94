using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Speech;
using Elysia.Speech.Synthesis;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Speech.Synthesis;

[TestClass]
internal sealed class ServiceVoiceTests
{
    private const string Sentence = "Hello, 안녕!";

    private static readonly VoiceProperties Calm = VoicePropertiesModel.From(Mood.Neutral);
    private static readonly byte[] Tone =
        WavFile.Create([.. new short[2400], .. Enumerable.Repeat((short)9000, 24000), .. new short[2400]], 24_000);

    private static readonly Func<Stream, CancellationToken, Task> Never =
        (_, stopping) => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);

    private readonly ManualTimeProvider _time = new();
    private readonly VoiceCounters _counters = new();
    private ClipStore _clips = null!;

    [TestInitialize]
    public void Prepare() => _clips = new ClipStore(100_000_000, TimeSpan.FromMinutes(1), _time);

    [TestMethod]
    public async Task SayAsync_Answer_IsAClipWithTheMouthAlignedToItsSpeech()
    {
        using var service = new SpeechService(SpeechService.Answering(200, Tone));
        using ServiceVoice voice = Voice(service.Url, key: "k-123");

        SpokenSentence said = await Eventually.CompletesAsync(
            voice.SayAsync(Sentence, Calm, CancellationToken.None).AsTask(), "the sentence is said");

        Assert.AreEqual(1.2, said.Clip!.Duration.TotalSeconds, 1e-6);
        CollectionAssert.AreEqual(Tone, _clips.Find(said.Clip.Path)!.Value.ToArray());
        Assert.AreEqual(0.1, said.Track.Phonemes[0].StartSeconds, 0.01);
        Assert.AreEqual(1.1, said.Visemes[^1].TimeSeconds, 0.01);
        Assert.AreEqual(1, _counters.Of(VoiceOutcome.Said));
        string asked = service.Asked[0];
        StringAssert.StartsWith(asked, "POST /v1/audio/speech HTTP/1.1");
        StringAssert.Contains(asked, "Authorization: Bearer k-123");
        StringAssert.Contains(asked, "\"response_format\":\"wav\"");
        StringAssert.Contains(asked, "\"model\":\"tts-1\"");
    }

    [TestMethod]
    [DataRow(429)]
    [DataRow(500)]
    public async Task SayAsync_Refusal_IsAMouthWithoutSound(int status)
    {
        using var service = new SpeechService(SpeechService.Answering(status, "busy"u8.ToArray()));
        await HasNoSoundAsync(service.Url, VoiceOutcome.Refused);
    }

    [TestMethod]
    public async Task SayAsync_ServiceUnreachable_IsAMouthWithoutSound() =>
        await HasNoSoundAsync(new Uri("http://127.0.0.1:1/v1"), VoiceOutcome.Refused);

    [TestMethod]
    public async Task SayAsync_AnswerIsNotSound_IsAMouthWithoutSound()
    {
        using var service = new SpeechService(SpeechService.Answering(200, "<html>sorry</html>"u8.ToArray()));
        await HasNoSoundAsync(service.Url, VoiceOutcome.NotSound);
    }

    [TestMethod]
    public async Task SayAsync_AnswerCutOff_IsAMouthWithoutSound()
    {
        using var service = new SpeechService(async (stream, stopping) =>
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 90000\r\n\r\nRIFF"u8.ToArray(), stopping));
        await HasNoSoundAsync(service.Url, VoiceOutcome.Refused);
    }

    [TestMethod]
    public async Task SayAsync_EndlessAnswer_IsAbandonedAtTheBound()
    {
        using var service = new SpeechService(async (stream, stopping) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray(), stopping);
            var noise = new byte[1024 * 1024];
            while (true)
            {
                await stream.WriteAsync(noise, stopping);
            }
        });
        await HasNoSoundAsync(service.Url, VoiceOutcome.TooLong);
    }

    [TestMethod]
    public async Task SayAsync_SlowService_TimesOut()
    {
        using var service = new SpeechService(Never);
        using ServiceVoice voice = Voice(service.Url);
        Task<SpokenSentence> saying = voice.SayAsync(Sentence, Calm, CancellationToken.None).AsTask();
        await Eventually.TrueAsync(() => service.Asked.Count == 1, "the service is asked");

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.IsNull((await Eventually.CompletesAsync(saying, "the request times out")).Clip);
        Assert.AreEqual(1, _counters.Of(VoiceOutcome.TimedOut));
    }

    [TestMethod]
    public async Task SayAsync_Cancelled_ClosesTheConnectionAndThrows()
    {
        using var service = new SpeechService(Never);
        using ServiceVoice voice = Voice(service.Url);
        using var stopping = new CancellationTokenSource();
        Task<SpokenSentence> saying = voice.SayAsync(Sentence, Calm, stopping.Token).AsTask();
        await Eventually.TrueAsync(() => service.Asked.Count == 1, "the service is asked");

        await stopping.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => Eventually.CompletesAsync(saying, "the connection is closed"));
    }

    [TestMethod]
    public async Task SayAsync_MoreRequestsThanTheMaximum_HasNoSoundAtOnce()
    {
        using var service = new SpeechService(Never);
        using ServiceVoice voice = Voice(service.Url);
        using var stopping = new CancellationTokenSource();
        Task<SpokenSentence>[] saying = [.. Enumerable.Range(0, ServiceVoice.AtOnceMax)
            .Select(_ => voice.SayAsync(Sentence, Calm, stopping.Token).AsTask())];

        SpokenSentence next = await voice.SayAsync(Sentence, Calm, CancellationToken.None);

        Assert.IsNull(next.Clip);
        Assert.AreEqual(1, _counters.Of(VoiceOutcome.Busy));
        await stopping.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => Eventually.CompletesAsync(Task.WhenAll(saying), "they hang up"));
    }

    private async Task HasNoSoundAsync(Uri url, VoiceOutcome outcome)
    {
        using ServiceVoice voice = Voice(url);

        SpokenSentence said = await Eventually.CompletesAsync(
            voice.SayAsync(Sentence, Calm, CancellationToken.None).AsTask(), "the sentence is said");

        Assert.IsNull(said.Clip);
        CollectionAssert.AreEqual(Visemes.From(Sentence, Calm.Rate).ToArray(), said.Visemes.ToArray());
        Assert.AreEqual(1, _counters.Of(outcome));
        Assert.AreEqual(0, _clips.Count);
    }

    private ServiceVoice Voice(Uri url, string? key = null) =>
        new(
            new VoiceSettings { Url = url, Key = key is null ? null : new Secret(key) }, new SilentVoice(), _clips, _counters,
            _time);
}
