using System.Text.Json;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Integration.Sockets;

/// <summary>All viewers see the same face, from the first message of the first viewer to the last message of the last
/// one.</summary>
[TestClass]
internal sealed class FaceTests
{
    private const double Micro = 1e-6;

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Emotion_OfOneViewer_MovesTheFaceOfAll(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport);
        await using Viewer asker = await host.ConnectAsync();
        await using Viewer other = await host.ConnectAsync("/ws");
        await asker.SendAsync("""{"type":"emotion","emotion":"hopeful","intensity":1}""");
        Mood hopeful = Feelings.MoodOf(Feeling.Hopeful);
        await ShowsAsync(asker, hopeful);
        await ShowsAsync(other, hopeful);

        await other.SendAsync("""{"type":"emotion","emotion":"empty"}""");
        Mood between = hopeful.Toward(Feelings.MoodOf(Feeling.Empty), 0.5);
        await ShowsAsync(asker, between);
        await ShowsAsync(other, between);
    }

    [TestMethod]
    public async Task Chat_English_AnswersTheClientAndMovesTheFaceOfAll()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer asker = await host.ConnectAsync();
        await using Viewer other = await host.ConnectAsync();
        await asker.SendAsync("""{"type":"text","content":"I am so happy today!"}""");
        JsonElement speech = await asker.ReceivesAsync("speech");
        IsSpeech(speech);
        Mood mood = Mood.Neutral.Toward(Feelings.MoodOf(Feeling.Hopeful), 0.6);
        await ShowsAsync(asker, mood);
        await ShowsAsync(other, mood);
        Assert.IsEmpty(other.Of("speech"), "Only the client that asked gets the answer.");
    }

    [TestMethod]
    public async Task Chat_Korean_IsAnsweredInKorean()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer asker = await host.ConnectAsync();
        await asker.SendAsync("""{"type":"text","content":"오늘 너무 슬퍼"}""");
        JsonElement speech = await asker.ReceivesAsync("speech");
        IsSpeech(speech);
        Assert.IsTrue(speech.GetProperty("content").GetString()!.Any(c => c is >= '가' and <= '힣'));
        await ShowsAsync(asker, Mood.Neutral.Toward(Feelings.MoodOf(Feeling.Introspective), 0.5));
    }

    [TestMethod]
    public async Task Chat_ManyClientsAtOnce_EachGetsItsOwnAnswers()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        Viewer[] askers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.ConnectAsync()));
        await Task.WhenAll(askers.Select(async asker =>
        {
            for (int i = 0; i < 5; i++)
            {
                await asker.SendAsync("""{"type":"text","content":"hello"}""");
            }

            await asker.ReceivesAsync("speech", 5);
        }));
        foreach (Viewer asker in askers)
        {
            Assert.HasCount(5, asker.Of("speech"));
            await asker.DisposeAsync();
        }
    }

    [TestMethod]
    public async Task ExpressionUpdate_OfOneViewer_OpensTheMouthForAll()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer renderer = await host.ConnectAsync();
        await using Viewer other = await host.ConnectAsync();
        await renderer.SendAsync("""{"type":"expression_update","mouth_width":0.731}""");
        await Eventually.TrueAsync(() => other.Picture?[(int)FieldId.MouthWidth] == 0.731, "the mouth opens");
    }

    [TestMethod]
    public async Task Vision_Presence_MakesHerFocused()
    {
        await using DaemonHost host = await DaemonHost.StartAsync();
        await using Viewer viewer = await host.ConnectAsync();
        await viewer.SendAsync("""{"type":"vision","presence":true,"x":0.5,"y":0.3}""");
        await ShowsAsync(viewer, Mood.Neutral.Toward(Feelings.MoodOf(Feeling.Focused), 0.3));
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Connect_WhileTheFaceMoves_NewViewersShowTheSameFace(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport);
        await using Viewer early = await host.ConnectAsync("/?stamps=1");
        var pictures = new System.Collections.Concurrent.ConcurrentDictionary<long, double[]>();
        early.OnMessage = v => pictures[v.Ticks.Count == 0 ? 0 : v.Ticks[^1]] = v.Picture!;
        for (int i = 0; i < 10; i++)
        {
            var seen = new System.Collections.Concurrent.ConcurrentDictionary<long, double[]>();
            await using Viewer late = await host.ConnectAsync("/?stamps=1");
            late.OnMessage = v => seen[v.Ticks.Count == 0 ? 0 : v.Ticks[^1]] = v.Picture!;
            await early.SendAsync($$"""{"type":"mood","valence":{{(i % 3) - 1}},"arousal":0.{{i}},"dominance":0.5}""");
            await late.ReceivesAsync("delta", 4);
            long last = late.Ticks[^1];
            await Eventually.TrueAsync(() => early.Ticks[^1] >= last, "the early viewer has reached the same tick");
            foreach ((long tick, double[] picture) in seen.Where(s => s.Key != 0 && pictures.ContainsKey(s.Key)))
            {
                CollectionAssert.AreEqual(pictures[tick], picture, $"Two faces at tick {tick}.");
            }

            Assert.IsTrue(seen.Keys.Any(pictures.ContainsKey), "No tick was seen by both.");
        }
    }

    [TestMethod]
    [DataRow("auto")]
    [DataRow("plain")]
    public async Task Reconnect_AfterAnAbort_ShowsTheCurrentStateAtOnce(string transport)
    {
        await using DaemonHost host = await DaemonHost.StartAsync(transport);
        await using (Viewer first = await host.ConnectAsync())
        {
            await first.SendAsync("""{"type":"mood","valence":-1,"arousal":1,"dominance":-1}""");
            await ShowsAsync(first, new Mood(-1, 1, -1));
        }

        await host.ViewersAsync(0);
        await using Viewer again = await host.ConnectAsync();
        JsonElement greeting = await again.ReceivesAsync("");
        Assert.AreEqual(-1.0, greeting.GetProperty("expression").GetProperty("mouth_curve").GetDouble());
        Assert.AreEqual(0.5, greeting.GetProperty("spirits").GetProperty("fire").GetDouble(), 0.01);
    }

    private static void IsSpeech(JsonElement speech)
    {
        Assert.IsFalse(string.IsNullOrWhiteSpace(speech.GetProperty("content").GetString()));
        Assert.AreEqual(7, speech.GetProperty("spirits").EnumerateObject().Count());
        Assert.AreEqual(8, speech.GetProperty("voice").EnumerateObject().Count());
        Assert.IsGreaterThan(1, speech.GetProperty("lipsync").GetArrayLength());
    }

    /// <summary>Waits until a viewer shows a mood exactly, heartbeat and mouth excepted.</summary>
    private static Task ShowsAsync(Viewer viewer, Mood mood)
    {
        double[] face = MoodFace.From(mood);
        return Eventually.TrueAsync(
            () => viewer.Picture is { } picture && MoodFace.Distance(picture, face) <= Micro,
            $"{mood} is shown; shown is {string.Join(" ", viewer.Picture ?? [])}");
    }
}
