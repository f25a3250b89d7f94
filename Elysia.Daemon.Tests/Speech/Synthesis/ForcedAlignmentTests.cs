using Elysia.Speech.Phonemes;
using Elysia.Speech.Synthesis;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Speech.Synthesis;

[TestClass]
internal sealed class ForcedAlignmentTests
{
    private const int RateHz = 16_000;
    private const double StepSeconds = 0.01;

    [TestMethod]
    public void Align_ClipWithAnUnwrittenPause_FindsTheVowels()
    {
        // Even in writing, but spoken with 0.4 s of silence before the last syllable; to which neighbour the silence
        // belongs is undefined.
        var written = new PhonemeTrack([new("a", 0), new("s", 0.1), new("a", 0.2), new("s", 0.3), new("a", 0.4)], 0.5);
        byte[] wav = Wav(("a", 0.1), ("s", 0.1), ("a", 0.15), ("", 0.4), ("s", 0.1), ("a", 0.15));

        PhonemeTrack found = ForcedAlignment.Align(written, wav, WavFile.Read(wav)!.Value);

        PhonemeTrack vowels = found with { Phonemes = [.. found.Phonemes.Where(s => s.Ipa == "a")] };
        Assert.IsLessThan(0.021, Worst(vowels, [0, 0.2, 0.85]), Text(found));
        Assert.AreEqual(1, found.EndSeconds, StepSeconds);
    }

    [TestMethod]
    public void Align_ClipWithTheExpectedLengths_KeepsThem()
    {
        var written = new PhonemeTrack([new("s", 0), new("a", 0.1), new("", 0.3), new("s", 0.5), new("o", 0.62)], 0.8);
        byte[] wav = Wav(("s", 0.1), ("a", 0.2), ("", 0.2), ("s", 0.12), ("o", 0.18));

        PhonemeTrack found = ForcedAlignment.Align(written, wav, WavFile.Read(wav)!.Value);

        Assert.IsLessThan(0.021, Worst(found, [.. written.Phonemes.Select(s => s.StartSeconds)]), Text(found));
    }

    [TestMethod]
    public void Align_AnyTextAndSound_KeepsOrderAndLimits() =>
        Prop.ForAll<string, short[], byte>((text, noise, stretch) =>
        {
            short[] samples = [.. Enumerable.Range(0, (stretch + 1) * 160).Select(
                i => noise is { Length: > 0 } ? noise[i % noise.Length] : (short)0)];
            byte[] wav = WavFile.Create(samples, RateHz);
            WavSpan heard = WavFile.Read(wav)!.Value;
            PhonemeTrack written = GraphemeToPhoneme.Track(text + "hello 안녕", 1);

            PhonemeTrack found = ForcedAlignment.Align(written, wav, heard);

            return found.Phonemes.Select(s => s.Ipa).SequenceEqual(written.Phonemes.Select(s => s.Ipa))
                && found.Phonemes.Zip(found.Phonemes.Skip(1)).All(pair => pair.First.StartSeconds <= pair.Second.StartSeconds)
                && found.Phonemes[0].StartSeconds >= heard.VoiceFromSeconds - StepSeconds
                && found.EndSeconds <= heard.VoiceToSeconds + StepSeconds;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Align_FileWithAnyHeader_KeepsThePhonemesInOrder() =>
        Prop.ForAll<int, int, short>((rate, channels, noise) =>
        {
            byte[] wav = WavFile.Create([.. Enumerable.Range(0, 20_000).Select(i => (short)(noise * i))], RateHz);
            BitConverter.TryWriteBytes(wav.AsSpan(22), (short)channels);
            BitConverter.TryWriteBytes(wav.AsSpan(24), rate * 997);
            PhonemeTrack written = GraphemeToPhoneme.Track("hello 안녕", 1);

            return WavFile.Read(wav) is not { } heard || ForcedAlignment.Align(written, wav, heard).Phonemes
                .Select(s => s.Ipa).SequenceEqual(written.Phonemes.Select(s => s.Ipa));
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Align_SpeechTooLong_StretchesEvenly()
    {
        const int Seconds = 61;
        byte[] wav = WavFile.Create([.. Enumerable.Repeat((short)5000, Seconds * 8_000)], 8_000);
        PhonemeTrack written = new([new("a", 0), new("s", 1), new("a", 2)], 3);

        PhonemeTrack found = ForcedAlignment.Align(written, wav, WavFile.Read(wav)!.Value);

        Assert.AreEqual(written.Between(0, Seconds).Phonemes[1], found.Phonemes[1]);
    }

    [TestMethod]
    public void Align_NothingSaidOrNoSound_StretchesEvenly()
    {
        byte[] silence = WavFile.Create(new short[RateHz], RateHz);

        Assert.IsEmpty(ForcedAlignment.Align(GraphemeToPhoneme.Track("", 1), silence, WavFile.Read(silence)!.Value).Phonemes);
        PhonemeTrack even = ForcedAlignment.Align(new PhonemeTrack([new("a", 0), new("o", 1)], 2), [], new WavSpan(5, 1, 5));
        CollectionAssert.AreEqual(new[] { 1.0, 3.0 }, even.Phonemes.Select(s => s.StartSeconds).ToArray());
    }

    private static double Worst(PhonemeTrack found, double[] starts) =>
        found.Phonemes.Zip(starts).Max(pair => Math.Abs(pair.First.StartSeconds - pair.Second));

    private static string Text(PhonemeTrack found) =>
        string.Join(", ", found.Phonemes.Select(s => FormattableString.Invariant($"{s.Ipa} {s.StartSeconds:0.00}")));

    // A vowel as a hum with overtones, an s as a hiss, each fading in and out.
    private static byte[] Wav(params (string Ipa, double Seconds)[] sounds)
    {
        var random = new Random(1);
        var samples = new List<short>();
        foreach ((string ipa, double seconds) in sounds)
        {
            for (int i = 0; i < seconds * RateHz; i++)
            {
                double hum = Math.Sin(2 * Math.PI * 200 * i / RateHz) + (0.5 * Math.Sin(2 * Math.PI * 3500 * i / RateHz));
                double hiss = random.NextDouble() - random.NextDouble();
                samples.Add((short)(ipa.Length == 0 ? 0 : ipa == "s" ? (i % 2 == 0 ? 800 : -800) * hiss : 8000 * hum));
            }
        }

        return WavFile.Create([.. samples], RateHz);
    }
}
