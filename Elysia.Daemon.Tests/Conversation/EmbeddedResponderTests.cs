using Elysia.Conversation;
using Elysia.Languages;
using Elysia.State;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Conversation;

[TestClass]
internal sealed class EmbeddedResponderTests
{
    private readonly EmbeddedResponder _responder = new();

    [TestMethod]
    [DataRow(Topic.Greeting, "Hello!", "안녕하세요")]
    [DataRow(Topic.Greeting, "hi elysia", "좋은 아침이에요")]
    [DataRow(Topic.Name, "What's your name?", "이름이 뭐예요?")]
    [DataRow(Topic.Introduction, "my name is Sam", "내 이름은 민수야")]
    [DataRow(Topic.Nature, "What are you?", "넌 뭐야?")]
    [DataRow(Topic.Nature, "Who are you", "누구세요?")]
    [DataRow(Topic.Nature, "are you an AI?", "너 AI야?")]
    [DataRow(Topic.Nature, "Are you really a real person", "진짜 사람이야?")]
    [DataRow(Topic.Nature, "are you ChatGPT", "인공지능이에요?")]
    [DataRow(Topic.Nature, "Hi, are you a robot?", "안녕, 혹시 로봇이야?")]
    [DataRow(Topic.Nature, "So you're just a bot", "챗GPT야?")]
    [DataRow(Topic.OwnFeelings, "do you love me?", "날 사랑해?")]
    [DataRow(Topic.OwnFeelings, "do you have feelings?", "감정이 있어?")]
    [DataRow(Topic.Thanks, "Thank you!", "고마워")]
    [DataRow(Topic.Goodbye, "Good night", "안녕히 계세요")]
    [DataRow(Topic.Goodbye, "bye!", "잘 가")]
    [DataRow(Topic.Joy, "I'm happy", "오늘 행복해")]
    [DataRow(Topic.Joy, "Hello! I'm so happy", "안녕! 나 너무 기뻐")]
    [DataRow(Topic.Sorrow, "hello, I feel sad", "안녕, 나 슬퍼")]
    [DataRow(Topic.Sorrow, "I'm not happy", "기분이 안 좋아")]
    [DataRow(Topic.Thought, "I was thinking about time", "시간에 대해 생각 중이야")]
    [DataRow(Topic.Question, "What is the capital of France?", "프랑스 수도가 어디야?")]
    [DataRow(Topic.MemoryEmpty, "What did I say?", "내가 뭐라고 했지?")]
    [DataRow(Topic.Danger, "I want to die", "죽고 싶어")]
    [DataRow(Topic.Danger, "are you real? I want to kill myself", "너 사람이야? 나 자살하고 싶어")]
    [DataRow(Topic.Question, "what are you doing?", "과자 살까?")]
    [DataRow(Topic.Question, "do you know what you are saying", "저 사람 누구야?")]
    [DataRow(Topic.Joy, "You are a wonderful person", "사랑해")]
    [DataRow(Topic.Other, "It rained on Tuesday", "화요일에 비가 왔어")]
    public async Task RespondAsync_Topic_AnswersInTheLanguageOfTheMessage(Topic topic, string english, string korean)
    {
        CollectionAssert.Contains(Phrases.Select(topic, Language.English).ToArray(), await AnswerAsync(english));
        CollectionAssert.Contains(Phrases.Select(topic, Language.Korean).ToArray(), await AnswerAsync(korean));
    }

    [TestMethod]
    [DataRow(0.6, 0.4, Topic.HowWhenGlad)]
    [DataRow(-0.2, 0.3, Topic.HowWhenHeavy)]
    [DataRow(0.1, 0.6, Topic.HowWhenAwake)]
    [DataRow(0.2, 0.1, Topic.HowWhenCalm)]
    [DataRow(0.0, 0.2, Topic.HowWhenCalm)]
    public async Task RespondAsync_HowAreYou_AnswersFromTheMood(double valence, double arousal, Topic topic)
    {
        var mood = new Mood(valence, arousal, 0);

        Assert.AreEqual(Phrases.Select(topic, Language.English)[0], await AnswerAsync("How are you?", mood));
        Assert.AreEqual(Phrases.Select(topic, Language.Korean)[0], await AnswerAsync("기분이 어때?", mood));
    }

    [TestMethod]
    public async Task RespondAsync_Spirits_NamesTheStrongest()
    {
        // Arousal 1 and valence 1 give fire 0.9, the maximum of all spirits.
        var mood = new Mood(1, 1, 0);

        StringAssert.Contains(await AnswerAsync("how are your spirits?", mood), "fire (passion)");
        StringAssert.Contains(await AnswerAsync("정령은 어때?", mood), "불(열정)의 정령");
    }

    [TestMethod]
    public async Task RespondAsync_Memory_QuotesTheLastTextThatWasNotAMemoryQuestion()
    {
        Turn[] history =
        [
            new("I like rain", "I hear you."),
            new("the  sea\nis blue", "Tell me more."),
            new("what did I say?", "You said: …"),
        ];

        StringAssert.Contains(await AnswerAsync("what did I say before?", Mood.Neutral, history), "“the sea is blue”");
        StringAssert.Contains(await AnswerAsync("내가 방금 뭐라고 했지?", Mood.Neutral, history), "“the sea is blue”");
    }

    [TestMethod]
    public async Task RespondAsync_MemoryOfALongText_CutsBetweenCharacters()
    {
        // 119 letters put the two halves of the first emoji on either side of the bound.
        string said = new string('x', 119) + "😀😀";

        string answer = await AnswerAsync("what did I say?", Mood.Neutral, [new Turn(said, "I hear you.")]);

        StringAssert.Contains(answer, new string('x', 119) + "…");
    }

    [TestMethod]
    [DataRow("hello")]
    [DataRow("are you an AI?")]
    [DataRow("사람이야?")]
    [DataRow("what did I just tell you?")]
    [DataRow("how are you?")]
    [DataRow("고마워")]
    [DataRow("xyzzy")]
    public async Task RespondAsync_SameTextRepeated_NeverGivesTheSameAnswerTwiceInARow(string text)
    {
        var history = new List<Turn>();
        for (int round = 0; round < 10; round++)
        {
            string answer = await AnswerAsync(text, Mood.Neutral, [.. history.TakeLast(InMemoryConversationStore.TurnsMax)]);
            Assert.AreNotEqual(history.LastOrDefault()?.Answered, answer);
            history.Add(new Turn(text, answer));
        }
    }

    [TestMethod]
    public void RespondAsync_AnyText_AnswersTheSameEachTime() =>
        Prop.ForAll<NonNull<string>, NonNull<string>>((before, text) =>
        {
            Turn[] history = [new(before.Get, "I hear you. Tell me more.")];
            string answer = AnswerAsync(text.Get, Mood.Neutral, history).Result;
            return answer.Length > 0 && answer != history[0].Answered
                && answer == AnswerAsync(text.Get, Mood.Neutral, history).Result;
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    public async Task RespondAsync_Stopping_Cancels() =>
        await Assert.ThrowsAsync<OperationCanceledException>(
            async () => await _responder.RespondAsync([], "hi", Mood.Neutral, new CancellationToken(canceled: true))
                .GetAsyncEnumerator().MoveNextAsync());

    private static Task<string> AnswerAsync(string text) => AnswerAsync(text, Mood.Neutral);

    private static Task<string> AnswerAsync(string text, Mood mood, params Turn[] history) =>
        Task.FromResult(EmbeddedResponder.Answer(history, text, mood));
}
