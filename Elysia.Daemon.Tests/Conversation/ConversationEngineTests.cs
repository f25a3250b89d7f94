using Elysia.Channels;
using Elysia.Conversation;
using Elysia.Emotion;
using Elysia.Languages;
using Elysia.Speech;
using Elysia.Speech.LipSync;
using Elysia.Speech.Synthesis;
using Elysia.State;
using Elysia.Tests.Fakes;
using Elysia.Tests.Speech;
using Microsoft.Extensions.Logging;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Conversation;

[TestClass]
internal sealed class ConversationEngineTests : IDisposable
{
    private static readonly ClientId Ann = new(1);
    private static readonly ClientId Bob = new(2);

    private readonly EngineChannels _channels = new();
    private readonly CurrentMood _view = new(Mood.Neutral, MoodDecay.None, TimeProvider.System);
    private readonly RecordingLog _log = new();

    public void Dispose() => _log.Dispose();

    [TestMethod]
    public async Task RunAsync_WordsOfJoy_PostsTheFeelingAndSpeaksWithTheMoodAfterIt()
    {
        // Nothing reads the emotions: the mood after the words must not depend on the speed of the emotion engine.
        await SayAsync(new EmbeddedResponder(), (Ann, "I am happy"));

        Assert.IsTrue(_channels.Emotions.Reader.TryRead(out EmotionRequest? request));
        Assert.AreEqual(new EmotionRequest.Feel(Feeling.Hopeful, 0.6), request);
        Mood after = Mood.Neutral.Toward(Feelings.MoodOf(Feeling.Hopeful), 0.6);
        Reply reply = Replies()[0];
        Assert.AreEqual(Ann, reply.To);
        Assert.AreEqual(Phrases.Select(Topic.Joy, Language.English)[0], reply.Speech!.Content);
        Assert.AreEqual(MoodToFace.Spirits(after), reply.Speech!.Spirits);
        Assert.AreEqual(VoicePropertiesModel.From(after), reply.Speech!.Voice);
        CollectionAssert.AreEqual(
            Visemes.From(reply.Speech!.Content, reply.Speech!.Voice.Rate).ToArray(), reply.Speech!.Visemes.ToArray());
    }

    [TestMethod]
    public async Task RunAsync_CurrentMood_IsTheStartingPointOfTheWords()
    {
        _view.Current = new Mood(-1, 1, -1);
        var responder = Echo();

        await SayAsync(responder, (Ann, "안녕"));

        Assert.AreEqual(new Mood(-1, 1, -1).Toward(Feelings.MoodOf(Feeling.Calm), 0.3), responder.Asked[0].Mood);
    }

    [TestMethod]
    public async Task RunAsync_SeveralClients_RemembersEachOnesTurns()
    {
        var responder = Echo();

        await SayAsync(responder, (Ann, "one"), (Bob, "two"), (Ann, "three"));

        Assert.IsEmpty(responder.Asked[0].History);
        Assert.IsEmpty(responder.Asked[1].History);
        CollectionAssert.AreEqual(new[] { new Turn("one", "echo one") }, responder.Asked[2].History.ToArray());
        CollectionAssert.AreEqual(new[] { Ann, Bob, Ann }, Replies().Select(reply => reply.To).ToArray());
    }

    [TestMethod]
    public async Task RunAsync_ResponderThrows_TellsTheClientLogsItAndContinues()
    {
        var broken = new ScriptedResponder((text, _) => text == "fine"
            ? ValueTask.FromResult("good")
            : throw new InvalidOperationException("no model"));

        await SayAsync(broken, (Ann, "hello"), (Ann, "안녕"), (Ann, "again"), (Ann, "fine"));

        IReadOnlyList<string> english = Phrases.Select(Topic.Failure, Language.English);
        CollectionAssert.AreEqual(
            new[] { english[0], Phrases.Select(Topic.Failure, Language.Korean)[0], english[1], "good" }, Contents());
        Assert.HasCount(3, Failures());
        StringAssert.Contains(Failures()[0], "no model");
    }

    [TestMethod]
    public async Task RunAsync_ResponderTimesOut_IsAFailureNotAStop()
    {
        var slow = new ScriptedResponder(
            (_, _) => ValueTask.FromException<string>(new TaskCanceledException("time-out")));

        await SayAsync(slow, (Ann, "hello"));

        Assert.AreEqual(Phrases.Select(Topic.Failure, Language.English)[0], Contents()[0]);
        Assert.HasCount(1, Failures());
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow(" \n")]
    public async Task RunAsync_EmptyAnswer_IsAFailure(string? answer)
    {
        await SayAsync(new ScriptedResponder((_, _) => ValueTask.FromResult(answer!)), (Ann, "hello"));

        Assert.AreEqual(Phrases.Select(Topic.Failure, Language.English)[0], Contents()[0]);
        Assert.HasCount(1, Failures());
    }

    [TestMethod]
    public async Task RunAsync_EndlessAnswer_IsCutBetweenCharacters()
    {
        string endless = "x" + string.Concat(Enumerable.Repeat("😀", ConversationEngine.AnswerMaxChars));

        await SayAsync(new ScriptedResponder((_, _) => ValueTask.FromResult(endless)), (Ann, "hello"));

        Assert.AreEqual(endless[..(ConversationEngine.AnswerMaxChars - 1)], Contents()[0]);
    }

    [TestMethod]
    public async Task RunAsync_StoppedWhileThinking_EndsWithoutAReplyOrAFailure()
    {
        using var stopping = new CancellationTokenSource();
        var asked = new TaskCompletionSource();
        var never = new TaskCompletionSource<string>();
        var thinking = new ScriptedResponder(async (_, token) =>
        {
            asked.SetResult();
            return await never.Task.WaitAsync(token);
        });
        Task running = Engine(thinking).RunAsync(stopping.Token);
        Assert.IsTrue(_channels.Chats.TryAdd(new ChatRequest(Ann, "hello"), out _));
        await asked.Task;

        await stopping.CancelAsync();
        await running;

        Assert.IsEmpty(Replies());
        Assert.IsEmpty(Failures());
    }

    [TestMethod]
    public async Task RunAsync_RepliesNotRead_WaitsAndLosesNone()
    {
        // More than the capacity of chats and replies together.
        const int Chats = 200;
        using var stopping = new CancellationTokenSource();
        Task running = Engine(Echo()).RunAsync(stopping.Token);

        // No reply is read until the chats are refused: then the engine waits at the bound of the replies.
        int sent = 0;
        while (sent < Chats && !(_channels.Replies.Reader.Count == 64 && _channels.Chats.Count == ChatQueue.Max))
        {
            if (_channels.Chats.TryAdd(new ChatRequest(Ann, $"{sent}"), out _))
            {
                sent++;
            }
            else
            {
                await Task.Yield();
            }
        }

        Assert.IsLessThan(Chats, sent);
        for (int chat = 0; chat < sent; chat++)
        {
            Assert.AreEqual($"echo {chat}", (await _channels.Replies.Reader.ReadAsync()).Speech!.Content);
        }

        await stopping.CancelAsync();
        await running;
    }

    private static ScriptedResponder Echo() => new((text, _) => ValueTask.FromResult($"echo {text}"));

    private ConversationEngine Engine(IResponder responder) =>
        new(_channels, _view, responder, new InMemoryConversationStore(),
            new SilentVoice(), new MouthPlayer(_channels, TimeProvider.System), turnsAtOnce: 1,
            TimeProvider.System, _log.CreateLogger<ConversationEngine>());

    // Completing the chats ends the engine, so the test waits for that event and not for a clock.
    private async Task SayAsync(IResponder responder, params (ClientId From, string Text)[] said)
    {
        foreach ((ClientId from, string text) in said)
        {
            Assert.IsTrue(_channels.Chats.TryAdd(new ChatRequest(from, text), out _));
        }

        _channels.Chats.Complete();
        await Engine(responder).RunAsync(CancellationToken.None);
    }

    private List<Reply> Replies()
    {
        var replies = new List<Reply>();
        while (_channels.Replies.Reader.TryRead(out Reply? reply))
        {
            replies.Add(reply);
        }

        return replies;
    }

    private string[] Failures() =>
        [.. _log.Lines.Where(l => l.Contains("could not be generated", StringComparison.Ordinal))];

    private string[] Contents() => [.. Replies().Select(reply => reply.Speech!.Content)];
}
