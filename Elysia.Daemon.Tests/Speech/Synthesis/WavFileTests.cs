using Elysia.Speech.Synthesis;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Speech.Synthesis;

[TestClass]
internal sealed class WavFileTests
{
    private const int RateHz = 1000;

    [TestMethod]
    public void Read_WrittenFile_FindsTheVoiceBetweenTheSilences()
    {
        short[] samples = [.. new short[100], .. Enumerable.Repeat((short)9000, 300), .. new short[600]];

        WavSpan span = WavFile.Read(WavFile.Create(samples, RateHz))!.Value;

        Assert.AreEqual(new WavSpan(1, 0.1, 0.4), span);
    }

    [TestMethod]
    public void Read_UnknownLengthOfAStreamingServer_IsTheLengthReceived()
    {
        byte[] file = WavFile.Create(new short[500], RateHz);
        file.AsSpan(40, 4).Fill(0xFF);

        Assert.AreEqual(0.5, WavFile.Read(file)!.Value.DurationSeconds);
    }

    [TestMethod]
    public void Read_Silence_CountsAsSpeech() =>
        Assert.AreEqual(new WavSpan(0.5, 0, 0.5), WavFile.Read(WavFile.Create(new short[500], RateHz)));

    [TestMethod]
    public void Read_AnyBytes_IsNull() =>
        Prop.ForAll<byte[]>(bytes => WavFile.Read(bytes) is null).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Read_TruncatedOrCorruptFile_NeverThrows() =>
        Prop.ForAll<PositiveInt, byte>((at, spoiled) =>
        {
            byte[] file = WavFile.Create(new short[50], RateHz);
            int place = at.Get % file.Length;
            file[place] = spoiled;
            _ = WavFile.Read(file);
            _ = WavFile.Read(file.AsSpan(0, place));
        }).QuickCheckThrowOnFailure();
}
