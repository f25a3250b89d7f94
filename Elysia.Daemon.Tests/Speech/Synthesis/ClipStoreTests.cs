using Elysia.Speech.Synthesis;
using Elysia.State;
using Elysia.Tests.Fakes.Clocks;

namespace Elysia.Tests.Speech.Synthesis;

[TestClass]
internal sealed class ClipStoreTests
{
    private static readonly TimeSpan Keep = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _time = new();

    [TestMethod]
    public void Keep_Clip_IsFoundUnderAnUnguessableName()
    {
        var clips = new ClipStore(1000, Keep, _time);

        SpeechClip first = clips.Keep(new byte[] { 1, 2 }, TimeSpan.FromSeconds(1))!;
        SpeechClip second = clips.Keep(new byte[] { 3 }, TimeSpan.FromSeconds(2))!;

        Assert.MatchesRegex("^/speech/[0-9a-f]{32}[.]wav$", first.Path);
        Assert.AreNotEqual(first.Path, second.Path);
        CollectionAssert.AreEqual(new byte[] { 1, 2 }, clips.Find(first.Path)!.Value.ToArray());
        Assert.IsNull(clips.Find("/speech/00.wav"));
    }

    [TestMethod]
    public void Find_ExpiredClip_IsNull()
    {
        var clips = new ClipStore(1000, Keep, _time);
        SpeechClip clip = clips.Keep(new byte[10], TimeSpan.Zero)!;

        _time.Advance(Keep);
        Assert.IsNotNull(clips.Find(clip.Path));
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.IsNull(clips.Find(clip.Path));
        Assert.AreEqual(0, clips.Count);
    }

    [TestMethod]
    public void Keep_MoreBytesThanTheMaximum_DropsTheOldest()
    {
        var clips = new ClipStore(25, Keep, _time);
        SpeechClip first = clips.Keep(new byte[10], TimeSpan.Zero)!;
        SpeechClip second = clips.Keep(new byte[10], TimeSpan.Zero)!;

        SpeechClip third = clips.Keep(new byte[10], TimeSpan.Zero)!;

        Assert.IsNull(clips.Find(first.Path));
        Assert.IsNotNull(clips.Find(second.Path));
        Assert.IsNotNull(clips.Find(third.Path));
        Assert.IsNull(clips.Keep(new byte[26], TimeSpan.Zero));
        Assert.IsNull(clips.Keep(new byte[1], TimeSpan.FromHours(1)), "A service may answer with an hour at 1 Hz.");
    }

    [TestMethod]
    public void Keep_MoreClipsThanTheMaximum_DropsTheOldest()
    {
        var clips = new ClipStore(long.MaxValue, Keep, _time);
        SpeechClip first = clips.Keep(new byte[1], TimeSpan.Zero)!;

        for (int more = 0; more < ClipStore.ClipsMax; more++)
        {
            clips.Keep(new byte[1], TimeSpan.Zero);
        }

        Assert.AreEqual(ClipStore.ClipsMax, clips.Count);
        Assert.IsNull(clips.Find(first.Path));
    }
}
