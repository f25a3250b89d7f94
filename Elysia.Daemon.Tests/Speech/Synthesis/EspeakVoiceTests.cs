using Elysia.Languages;
using Elysia.Speech;
using Elysia.Speech.LipSync;
using Elysia.Speech.Phonemes;
using Elysia.Speech.Synthesis;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Repository.Style;

namespace Elysia.Tests.Speech.Synthesis;

/// <summary>Tests with the real espeak-ng; they are inconclusive if it is not installed.</summary>
[TestClass]
internal sealed class EspeakVoiceTests
{
    private const double TimingP95MostMs = 40;

    private const string Greeting = "Hello there, my friend.";

    private static readonly VoiceProperties Calm = VoicePropertiesModel.From(Mood.Neutral);

    private readonly VoiceCounters _counters = new();
    private readonly ClipStore _clips = new(64 << 20, TimeSpan.FromMinutes(1), TimeProvider.System);

    public required TestContext TestContext { get; set; }

    [TestInitialize]
    public void Prepare()
    {
        if (!EspeakVoice.IsThere())
        {
            MissingTool.Report("espeak-ng is missing. Install it: packaging/test-tools.sh");
        }
    }

    [TestMethod]
    [DataRow("feelings.en.tsv", "en-us")]
    [DataRow("feelings.ko.tsv", "ko")]
    public async Task SayAsync_Sentences_MoveTheMouthOnTheClockOfTheSound(string name, string language)
    {
        using var voice = new EspeakVoice("f3", _clips, _counters);
        var byEvents = new List<double>();
        var byRules = new List<double>();
        var aligned = new List<double>();
        var others = new List<double>();
        foreach (string sentence in Sentences(name))
        {
            SpokenSentence said = await voice.SayAsync(sentence, Calm, CancellationToken.None);

            // A recording of its own: espeak-ng may pause slightly differently each time, so each mouth is compared
            // with its own sound.
            EspeakRecording heard = Record(sentence, language);
            Assert.AreEqual(WavFile.Read(Bytes(said))!.Value.DurationSeconds, said.Clip!.Duration.TotalSeconds, 1e-6);
            byEvents.AddRange(MouthTiming.Errors(heard, PhonemeToViseme.From(Track(heard))));
            PhonemeTrack rules = GraphemeToPhoneme.Track(sentence, 1);
            double end = Track(heard).WithoutSilenceAtTheEnd().EndSeconds;
            byRules.AddRange(MouthTiming.Errors(heard, PhonemeToViseme.From(rules.Between(0, end))));
            aligned.AddRange(Aligned(heard, rules));
            others.AddRange(Aligned(heard, Track(Record(sentence, language, "m3", rate: 1.3))));
        }

        double p95 = MouthTiming.Quantile(byEvents, 0.95);
        TestContext.WriteLine($"{name}: {byEvents.Count} visemes against espeak-ng's own events, by its events p50 "
            + $"{MouthTiming.Quantile(byEvents, 0.5):F1} ms, p95 {p95:F1} ms; by rules, fitted to the clip, p50 "
            + $"{MouthTiming.Quantile(byRules, 0.5):F1} ms, p95 {MouthTiming.Quantile(byRules, 0.95):F1} ms; aligned to it, p50 "
            + $"{MouthTiming.Quantile(aligned, 0.5):F1} ms, p95 {MouthTiming.Quantile(aligned, 0.95):F1} ms; another "
            + $"voice aligned to it, p95 {MouthTiming.Quantile(others, 0.95):F1} ms");
        Assert.IsLessThan(TimingP95MostMs, p95);
        Assert.IsLessThan(MouthTiming.Quantile(byRules, 0.95) / 2, MouthTiming.Quantile(aligned, 0.95));
        Assert.IsLessThan(MouthTiming.Quantile(byRules, 0.95) / 3, MouthTiming.Quantile(others, 0.95));
    }

    /// <summary>Uses the sound alone: the mouth must be open when the clip is loud. The events of the synthesiser play
    /// no part in it.</summary>
    [TestMethod]
    [DataRow("feelings.en.tsv")]
    [DataRow("feelings.ko.tsv")]
    public async Task SayAsync_Sentences_OpenTheMouthWhenTheClipIsLoud(string name)
    {
        const int MostSteps = 15;
        const int RightSteps = 3;
        using var voice = new EspeakVoice("f3", _clips, _counters);
        var products = new double[(2 * MostSteps) + 1];
        foreach (string sentence in Sentences(name))
        {
            SpokenSentence said = await voice.SayAsync(sentence, Calm, CancellationToken.None);
            WavFile.TrySamples(Bytes(said), out ReadOnlySpan<short> samples, out int rateHz, out int channels);
            float[] loud = ClipLevels.From(samples, rateHz, channels).Low;
            double[] open = [.. Enumerable.Range(0, loud.Length).Select(step => OpenAt(said.Visemes, step))];
            (double meanLoud, double meanOpen) = (loud.Average(), open.Average());
            for (int late = -MostSteps; late <= MostSteps; late++)
            {
                for (int step = Math.Max(0, -late); step < Math.Min(loud.Length, loud.Length - late); step++)
                {
                    products[late + MostSteps] += (open[step + late] - meanOpen) * (loud[step] - meanLoud);
                }
            }
        }

        int best = Array.IndexOf(products, products.Max()) - MostSteps;
        TestContext.WriteLine($"{name}: the mouth is {best * ClipLevels.StepSeconds * 1000:F0} ms behind the sound");
        Assert.IsInRange(-RightSteps, RightSteps, best);
    }

    [TestMethod]
    public async Task SayAsync_Clip_IsTheSoundAndFollowsTheVoiceProperties()
    {
        using var voice = new EspeakVoice("f3", _clips, _counters);

        SpokenSentence slow = await voice.SayAsync(Greeting, Calm with { Rate = 0.7 }, CancellationToken.None);
        SpokenSentence fast = await voice.SayAsync(Greeting, Calm with { Rate = 1.6 }, CancellationToken.None);
        SpokenSentence high = await voice.SayAsync(Greeting, Calm with { Pitch = 2 }, CancellationToken.None);
        SpokenSentence quiet = await voice.SayAsync(Greeting, Calm with { Volume = 0.1 }, CancellationToken.None);

        Assert.IsGreaterThan(fast.Duration * 1.5, slow.Duration);
        Assert.IsGreaterThan(fast.Visemes[^1].TimeSeconds * 1.5, slow.Visemes[^1].TimeSeconds);
        CollectionAssert.AreNotEqual(Bytes(slow), Bytes(high));
        WavSpan span = WavFile.Read(Bytes(fast))!.Value;
        Assert.AreEqual(fast.Duration.TotalSeconds, span.DurationSeconds, 1e-6);
        Assert.IsLessThan(Loudest(slow) / 2, Loudest(quiet));
        Assert.AreEqual(4, _counters.Of(VoiceOutcome.Said));
    }

    [TestMethod]
    public async Task SayAsync_WithoutAStore_UsesEspeakForEnglishAndRulesForKorean()
    {
        using var voice = new EspeakVoice("f3", null, _counters);

        SpokenSentence english = await voice.SayAsync("Though the cough was tough.", Calm, CancellationToken.None);
        SpokenSentence korean = await voice.SayAsync("국물이 뜨거워요.", Calm, CancellationToken.None);

        Assert.IsNull(english.Clip);
        Assert.AreNotEqual(Visemes.From("Though the cough was tough.", Calm.Rate).Count, english.Visemes.Count);
        Assert.IsNull(korean.Clip);
        CollectionAssert.AreEqual(Visemes.From("국물이 뜨거워요.", Calm.Rate).ToArray(), korean.Visemes.ToArray());
    }

    [TestMethod]
    public void Say_SoundNotNeeded_HasTheSameTimesAndAllocatesNoSound()
    {
        EspeakStyle style = EspeakStyle.From(Calm, Language.English, "f3");
        EspeakRecording heard = EspeakSynthesizer.Say(Greeting, style, isHeard: true, CancellationToken.None)!;

        long before = GC.GetAllocatedBytesForCurrentThread();
        EspeakRecording unheard = EspeakSynthesizer.Say(Greeting, style, isHeard: false, CancellationToken.None)!;
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.IsNull(unheard.Wav);
        CollectionAssert.AreEqual(heard.Phonemes.Select(s => s.Ipa).ToArray(), unheard.Phonemes.Select(s => s.Ipa).ToArray());
        Assert.AreEqual(heard.Duration.TotalSeconds, unheard.Duration.TotalSeconds, 0.1);
        Assert.IsLessThan(heard.Wav!.Length / 4, allocated);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("   ")]
    [DataRow("😀")]
    [DataRow("\0\0")]
    [DataRow("<speak>[[h@l'oU]] &amp;</speak>")]
    public async Task SayAsync_NothingToSayOrMarkup_EndsWithAClosedMouth(string text)
    {
        using var voice = new EspeakVoice("f3", _clips, _counters);

        SpokenSentence said = await voice.SayAsync(text, Calm, CancellationToken.None);

        Assert.AreEqual(0, said.Visemes[0].TimeSeconds);
        Assert.AreEqual(0, said.Visemes[^1].Viseme.Open);
    }

    [TestMethod]
    public async Task SayAsync_Cancelled_Throws()
    {
        using var voice = new EspeakVoice("f3", _clips, _counters);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => voice.SayAsync("Hello.", Calm, stopped.Token).AsTask());
    }

    [TestMethod]
    public async Task SayAsync_ConcurrentCallsOfSeveralVoices_AllAreAnswered()
    {
        using var one = new EspeakVoice("f3", _clips, _counters);
        using var two = new EspeakVoice("f3", _clips, _counters);

        SpokenSentence[] said = await Eventually.CompletesAsync(
            Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
                (i % 2 == 0 ? one : two).SayAsync($"This is sentence {i}.", Calm, CancellationToken.None).AsTask())),
            "all are said");

        Assert.IsTrue(said.All(sentence => sentence.Visemes.Count > 5));
        Assert.AreEqual(200, _counters.Of(VoiceOutcome.Said) + _counters.Of(VoiceOutcome.Busy));
    }

    private static IEnumerable<string> Sentences(string name) =>
        from line in SourceTree.Read($"Elysia.Daemon.Tests/Emotion/Sentences/{name}").Split('\n')
        where line.Length > 0
        select line.Split('\t')[1];

    private static IEnumerable<double> Aligned(EspeakRecording heard, PhonemeTrack track) => MouthTiming.Errors(
        heard, PhonemeToViseme.From(ForcedAlignment.Align(track, heard.Wav!, WavFile.Read(heard.Wav)!.Value)));

    private static EspeakRecording Record(string sentence, string language, string variant = "f3", double? rate = null)
    {
        string text = language == "ko" ? KoreanPronunciation.Pronounce(TextNormalizer.Normalize(sentence)) : sentence;
        VoiceProperties voice = Calm with { Rate = rate ?? Calm.Rate };
        EspeakStyle style = EspeakStyle.From(voice, language == "ko" ? Language.Korean : Language.English, variant);
        return EspeakSynthesizer.Say(text, style, isHeard: true, CancellationToken.None)!;
    }

    private static PhonemeTrack Track(EspeakRecording heard) => new(heard.Phonemes, heard.Duration.TotalSeconds);

    private static double OpenAt(VisemeTimeline keys, int step) =>
        keys.Last(key => key.TimeSeconds <= step * ClipLevels.StepSeconds).Viseme.Open;

    private byte[] Bytes(SpokenSentence said) => _clips.Find(said.Clip!.Path)!.Value.ToArray();

    private int Loudest(SpokenSentence said)
    {
        ReadOnlySpan<short> samples = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, short>(Bytes(said).AsSpan(44));
        int loudest = 0;
        foreach (short sample in samples)
        {
            loudest = Math.Max(loudest, Math.Abs((int)sample));
        }

        return loudest;
    }
}
