using System.Globalization;
using System.Text.Json;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Conversation;
using Elysia.Languages;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Fakes.Faces;
using Elysia.Tests.Fakes.Hosts;
using Elysia.Tests.Fakes.Viewers;

namespace Elysia.Tests.Conversation;

/// <summary>Tests the whole daemon with a scripted model behind real HTTP: her answers if it answers, stalls, breaks
/// off, refuses, sends malformed data or never ends.</summary>
[TestClass]
internal sealed class ModelTests
{
    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    public async Task Chat_ModelAnswers_IsSaidSentenceBySentenceWithTheFeelingsItNames()
    {
        await using var model = new ScriptedModel(ScriptedModel.Says(
            "[hop", "eful 1.0", "] I'm so", " glad you", " came. [", "calm 0]It is", " quiet", " here!"));
        await using DaemonHost host = await StartAsync(model, o => o with { Key = new Secret("sk-test") });
        await using Viewer asker = await host.ConnectAsync();
        await asker.SendAsync(Text("hello"));

        await asker.ReceivesAsync("speech", 2);
        CollectionAssert.AreEqual(new[] { "I'm so glad you came.", "It is quiet here!" }, Said(asker));
        Assert.AreEqual(1, asker.Of("speech").Select(s => s.GetProperty("turn").GetInt64()).Distinct().Count());
        Mood hopeful = Feelings.MoodOf(Feeling.Hopeful);
        await Eventually.TrueAsync(
            () => MoodFace.Distance(asker.Picture!, MoodFace.From(hopeful)) < 1e-6, "she feels what the model named");
        StringAssert.Contains(model.Heads[0], "Bearer sk-test");
        StringAssert.StartsWith(model.Heads[0], "POST /v1/chat/completions ");
        Assert.IsTrue(model.Asked[0].GetProperty("stream").GetBoolean());
        await Eventually.TrueAsync(
            () => host.Log.Lines.Any(l => l.StartsWith("Turn ", StringComparison.Ordinal) && l.Contains("Said, 2 sentences")),
            "the turn is in the log");
    }

    [TestMethod]
    public async Task Chat_AnswerOfSentences_AnnouncesMoreAndTheEnd()
    {
        await using var model = new ScriptedModel(ScriptedModel.Says("One. ", "Two."), ScriptedModel.BreaksOffAfter("Three. "));
        await using DaemonHost host = await StartAsync(model);
        await using Viewer asker = await host.ConnectAsync();
        await asker.SendAsync(Text("hello"));

        JsonElement whole = await asker.ReceivesAsync("answered");
        Assert.IsTrue(asker.Of("speech").All(s => s.GetProperty("more").GetBoolean()));
        long turn = whole.GetProperty("turn").GetInt64();
        Assert.HasCount(2, asker.Of("speech").Where(s => s.GetProperty("turn").GetInt64() == turn));

        // If the model breaks off, the sentence that says so is the last one.
        await asker.SendAsync(Text("hello"));
        await asker.ReceivesAsync("speech", 4);
        Assert.IsFalse(asker.Of("speech")[^1].TryGetProperty("more", out _));
        Assert.HasCount(1, asker.Of("answered"));
    }

    [TestMethod]
    public async Task Chat_SecondText_SendsTheModelTheFirstTurn()
    {
        await using var model = new ScriptedModel(ScriptedModel.Says("First answer."), ScriptedModel.Says("Second."));
        await using DaemonHost host = await StartAsync(model);
        await using Viewer asker = await host.ConnectAsync();
        await asker.SendAsync(Text("one"));
        await asker.ReceivesAsync("speech");
        await asker.SendAsync(Text("two"));
        await asker.ReceivesAsync("speech", 2);

        string[] roles =
            [.. model.Asked[1].GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("role").GetString()!)];
        CollectionAssert.AreEqual(new[] { "system", "user", "assistant", "user" }, roles);
        StringAssert.Contains(model.Asked[1].GetRawText(), "First answer.");
    }

    [TestMethod]
    [DataRow(429)]
    [DataRow(500)]
    [DataRow(503)]
    public async Task Chat_ModelRefusesOnce_IsAskedAgain(int status)
    {
        await using var model = new ScriptedModel(ScriptedModel.Refuses(status), ScriptedModel.Says("Here I am."));
        await using DaemonHost host = await StartAsync(model);
        await AnswersAsync(host, "Here I am.");
        Assert.HasCount(2, model.Asked);
    }

    [TestMethod]
    [DataRow(429, 2)]
    [DataRow(401, 1)]
    [DataRow(404, 1)]
    public async Task Chat_ModelRefuses_SheSaysSoAndAnswersByHerself(int status, int asked)
    {
        await using var model = new ScriptedModel(ScriptedModel.Refuses(status));
        await using DaemonHost host = await StartAsync(model);
        string said = await AskAsync(host, "hello");
        StringAssert.StartsWith(said, Phrases.Select(Topic.ModelFailure, Language.English)[0]);
        Assert.IsGreaterThan(Phrases.Select(Topic.ModelFailure, Language.English)[0].Length + 5, said.Length);
        Assert.HasCount(asked, model.Asked);
    }

    [TestMethod]
    public async Task Chat_ModelIsMalformed_SheSaysSoInTheAskersLanguage()
    {
        await using var model = new ScriptedModel(ScriptedModel.Malformed);
        await using DaemonHost host = await StartAsync(model);
        StringAssert.StartsWith(await AskAsync(host, "안녕"), Phrases.Select(Topic.ModelFailure, Language.Korean)[0]);
    }

    [TestMethod]
    public async Task Chat_ModelUnreachable_SheSaysSo()
    {
        Uri gone;
        await using (var model = new ScriptedModel(ScriptedModel.Malformed))
        {
            gone = model.Url;
        }

        await using DaemonHost host = await DaemonHost.StartAsync(
            with: o => o with { Reasoning = new ReasoningSettings { Url = gone, Model = "m" } });
        StringAssert.StartsWith(await AskAsync(host, "hello"), Phrases.Select(Topic.ModelFailure, Language.English)[0]);
    }

    [TestMethod]
    public async Task Chat_ModelBreaksOff_SheSaysThePartAndThatItBrokeOff()
    {
        await using var model = new ScriptedModel(ScriptedModel.BreaksOffAfter("One thing. ", "And anoth"));
        await using DaemonHost host = await StartAsync(model);
        await using Viewer asker = await host.ConnectAsync();
        await asker.SendAsync(Text("hello"));
        await asker.ReceivesAsync("speech", 2);
        CollectionAssert.AreEqual(
            new[] { "One thing.", Phrases.Select(Topic.LostThread, Language.English)[0] }, Said(asker));
        Assert.HasCount(1, model.Asked, "After the first word there is no second request, because she would repeat herself.");
    }

    [TestMethod]
    [DataRow(new string[0])]
    [DataRow(new[] { "One thing. ", "And" })]
    public async Task Chat_ModelFallsSilent_SheSaysSoAndTheRequestIsClosed(string[] before)
    {
        await using var model = new ScriptedModel(ScriptedModel.FallsSilentAfter(before));
        await using DaemonHost host = await StartAsync(model, o => o with { Timeout = TimeSpan.FromSeconds(1) });
        await using Viewer asker = await host.ConnectAsync();
        await asker.SendAsync(Text("hello"));
        await asker.ReceivesAsync("speech", before.Length == 0 ? 1 : 2);
        StringAssert.StartsWith(Said(asker)[^1], Phrases.Select(
            before.Length == 0 ? Topic.ModelFailure : Topic.LostThread, Language.English)[0]);
        await Eventually.TrueAsync(() => model.Open == 0, "the request is closed");
    }

    [TestMethod]
    public async Task Chat_ModelNeverEnds_IsCutAndTheRequestIsClosed()
    {
        await using var model = new ScriptedModel(ScriptedModel.Endless);
        await using DaemonHost host = await StartAsync(model);
        await using Viewer asker = await host.ConnectAsync();
        await asker.SendAsync(Text("hello"));
        await asker.ReceivesAsync("speech", 20);
        await Eventually.TrueAsync(() => model.Open == 0, "the request is closed");
        Assert.IsLessThanOrEqualTo(ConversationEngine.AnswerMaxChars, Said(asker).Sum(s => s.Length));
    }

    [TestMethod]
    public async Task Chat_ManyClients_LimitsConcurrentTurnsAndAnswersEach()
    {
        int now = 0;
        var seen = new System.Collections.Concurrent.ConcurrentBag<int>();
        await using var model = new ScriptedModel(async answer =>
        {
            seen.Add(Interlocked.Increment(ref now));
            await answer.BeginAsync();
            await answer.PieceAsync("Yes. ");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            Interlocked.Decrement(ref now);
            await answer.EndAsync();
        });
        await using DaemonHost host = await StartAsync(model, o => o with { TurnsAtOnce = 3 });
        Viewer[] askers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.ConnectAsync()));
        foreach (Viewer asker in askers)
        {
            await asker.SendAsync(Text("one"));
            await asker.SendAsync(Text("two"));
        }

        foreach (Viewer asker in askers)
        {
            await asker.ReceivesAsync("speech", 2);
        }

        Assert.AreEqual(3, seen.Max());
        foreach (Viewer asker in askers)
        {
            await asker.DisposeAsync();
        }
    }

    /// <summary>Measures the daemon's share of the latency: from the bytes that complete the first sentence to the
    /// viewer that receives it.</summary>
    [TestMethod]
    public async Task Chat_FirstSentenceComplete_ReachesTheClientWithinTwentyMilliseconds()
    {
        const int Turns = 40;
        TimeProvider time = TimeProvider.System;
        long whole = 0;
        await using var model = new ScriptedModel(async answer =>
        {
            await answer.BeginAsync();
            await answer.PieceAsync("[calm] This is the first sentence.");
            Volatile.Write(ref whole, time.GetTimestamp());
            await answer.PieceAsync(" And");
            await answer.PieceAsync(" this the second.");
            await answer.EndAsync();
        });
        await using DaemonHost host = await StartAsync(model);
        await using Viewer asker = await host.ConnectAsync();
        var shares = new List<double>();
        asker.OnMessage = viewer =>
        {
            if (viewer.Of("speech").Count == (2 * shares.Count) + 1)
            {
                shares.Add(time.GetElapsedTime(Volatile.Read(ref whole)).TotalMilliseconds);
            }
        };
        for (int turn = 1; turn <= Turns; turn++)
        {
            await asker.SendAsync(Text("hello"));
            await asker.ReceivesAsync("speech", 2 * turn);
            await Task.Delay(TimeSpan.FromMilliseconds(105), time);
        }

        double[] sorted = [.. shares.Skip(1).Order()];
        TestContext.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"The daemon's share after the first sentence: p50 {sorted[sorted.Length / 2]:F2} ms, "
                + $"p95 {sorted[(int)(sorted.Length * 0.95)]:F2} ms, maximum {sorted[^1]:F2} ms of {sorted.Length} turns."));
        Assert.IsLessThan(20, sorted[sorted.Length / 2]);
    }

    private static string Text(string content) => $$"""{"type":"text","content":"{{content}}"}""";

    private static string[] Said(Viewer viewer) =>
        [.. viewer.Of("speech").Select(s => s.GetProperty("content").GetString()!)];

    private static Task<DaemonHost> StartAsync(
        ScriptedModel model, Func<ReasoningSettings, ReasoningSettings>? with = null)
    {
        var settings = new ReasoningSettings { Url = model.Url, Model = "scripted" };
        return DaemonHost.StartAsync(with: o => o with { Reasoning = with?.Invoke(settings) ?? settings });
    }

    private static async Task<string> AskAsync(DaemonHost host, string text)
    {
        await using Viewer asker = await host.ConnectAsync();
        await asker.SendAsync(Text(text));
        JsonElement speech = await asker.ReceivesAsync("speech");
        return speech.GetProperty("content").GetString()!;
    }

    private static async Task AnswersAsync(DaemonHost host, string expected) =>
        Assert.AreEqual(expected, await AskAsync(host, "hello"));
}
