using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Recording;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Recording;

/// <summary>A replay equals the recording: bit by bit for each tick, and at every moment if its ticks are at other
/// times.</summary>
[TestClass]
internal sealed class TickReplayerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("recording.jsonl");

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task Advance_SameTicks_EqualsTheRecordingExactly()
    {
        int seed = Random.Shared.Next();
        List<(TimeSpan Elapsed, AvatarState After)> lived = await RecordAsync(seed);

        TickRecording recording = TickRecording.Read(Path);
        var replayer = new TickReplayer(recording);
        AvatarState state = recording.Setup.Start;
        foreach ((TimeSpan elapsed, AvatarState after) in lived)
        {
            state = replayer.Advance(state, new AvatarChanges(new Mood(1, 1, 1), 1), elapsed, recording.Setup.Temperament);
            Assert.AreEqual(after, state, $"seed {seed}");
        }

        Assert.IsTrue(replayer.IsOver);
        CollectionAssert.AreEqual(RecordingFormat.Picture(lived[^1].After), recording.Picture!.ToArray());
        CollectionAssert.AreEqual(RecordingFormat.Picture(recording.Play()), recording.Picture!.ToArray());
    }

    [TestMethod]
    public async Task Advance_OtherTicks_ShowsTheStateOfTheLastRecordedTick()
    {
        List<(TimeSpan Elapsed, AvatarState After)> lived = await RecordAsync(7);
        TickRecording recording = TickRecording.Read(Path);
        var replayer = new TickReplayer(recording);
        AvatarState state = recording.Setup.Start;
        var step = TimeSpan.FromMilliseconds(41);
        for (TimeSpan now = step; now < recording.Length; now += step)
        {
            state = replayer.Advance(state, default, step, recording.Setup.Temperament);
            TimeSpan at = TimeSpan.Zero;
            AvatarState expected = recording.Setup.Start;
            foreach ((TimeSpan elapsed, AvatarState after) in lived)
            {
                at += elapsed;
                expected = at <= now ? after : expected;
            }

            Assert.AreEqual(expected, state, $"at {now}");
        }
    }

    [TestMethod]
    public async Task Read_CutOffInALine_NamesTheLine()
    {
        await RecordAsync(1);
        string[] lines = await File.ReadAllLinesAsync(Path);
        await File.WriteAllTextAsync(Path, string.Join('\n', [.. lines[..5], lines[5][..4]]));
        StringAssert.Contains(Assert.ThrowsExactly<RecordingException>(() => TickRecording.Read(Path)).Message, "Line 6");

        // A recording cut between two lines can be replayed, but has no final state.
        await File.WriteAllLinesAsync(Path, lines[..5]);
        Assert.IsNull(TickRecording.Read(Path).Picture);
        Assert.HasCount(4, TickRecording.Read(Path).Ticks);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{}")]
    [DataRow("[]")]
    [DataRow("""{"elysia-recording":2}""")]
    [DataRow("""{"elysia-recording":1,"start":[0]}""")]
    public async Task Read_NotARecording_Throws(string text)
    {
        await File.WriteAllTextAsync(Path, text);
        Assert.ThrowsExactly<RecordingException>(() => TickRecording.Read(Path));
    }

    [TestMethod]
    public async Task Daemon_RecordedAndReplayed_ShowsViewersTheSame()
    {
        var nature = new MoodSettings { Breath = false, Blink = false, HomeHalfLife = TimeSpan.Zero };
        await using (DaemonHost host = await DaemonHost.StartAsync(
            with: o => o with { Mood = nature, Recording = new RecordingSettings(Path, null) }))
        {
            await using Viewer engine = await host.ConnectAsync();
            await engine.SendAsync("""{"type":"mood","valence":0.75,"arousal":0.5,"dominance":-0.25}""");
            await engine.SendAsync("""{"type":"expression_update","mouth_width":0.625}""");
            await Eventually.TrueAsync(() => engine.Picture is [0.75, ..], "she feels it");
        }

        await using DaemonHost again = await DaemonHost.StartAsync(
            with: o => o with { Recording = new RecordingSettings(null, Path) });
        await using Viewer viewer = await again.ConnectAsync();
        await Eventually.TrueAsync(() => viewer.Picture is [0.75, ..], "she feels it again");
        Assert.AreEqual(0.625, viewer.Picture![(int)FieldId.MouthWidth]);
    }

    private async Task<List<(TimeSpan Elapsed, AvatarState After)>> RecordAsync(int seed)
    {
        var random = new Random(seed);
        var nature = new MoodSettings { Seed = seed, HomeHalfLife = TimeSpan.FromSeconds(3), Temperament = (0.1, 0.3, -0.2) };
        AvatarSetup setup = AvatarFactory.Create(nature, new Mood(-0.4, 0.9, 0.3));
        var recorder = new TickRecorder(File.Create(Path), nature, setup.Start, reason => Assert.Fail(reason));
        using var stopping = new CancellationTokenSource();
        Task writing = recorder.RunAsync(stopping.Token);
        var lived = new List<(TimeSpan, AvatarState)>();
        AvatarState state = setup.Start;
        for (int i = 0; i < 500; i++)
        {
            Mood? mood = random.Next(20) == 0 ? new Mood(random.NextDouble(), random.NextDouble(), -random.NextDouble()) : null;
            double? mouth = random.Next(10) == 0 ? random.NextDouble() : null;
            TimeSpan elapsed = TimeSpan.FromTicks(random.NextInt64(80_000, 900_000));
            state = recorder.Advance(state, new AvatarChanges(mood, mouth), elapsed, setup.Temperament);
            lived.Add((elapsed, state));
        }

        await stopping.CancelAsync();
        await writing;
        return lived;
    }
}
