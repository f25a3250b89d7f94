using Elysia.Conversation;
using Elysia.State;
using FsCheck;
using FsCheck.Fluent;

namespace Elysia.Tests.Conversation;

/// <summary>Tests what is said of an answer that arrives in pieces, and what must not be said.</summary>
[TestClass]
internal sealed class AnswerReaderTests
{
    private readonly Config _config = Config.QuickThrowOnFailure.WithMaxTest(300);

    [TestMethod]
    [DataRow("Hello there. How are you?", "Hello there.|How are you?")]
    [DataRow("It is 3.14, e.g. pi. Dr. J. Smith agrees!", "It is 3.14, e.g. pi.|Dr. J. Smith agrees!")]
    [DataRow("\"Really?!\" she said… Yes.", "\"Really?!\"|she said…|Yes.")]
    [DataRow("안녕하세요. 잘 지냈어요? 네!", "안녕하세요.|잘 지냈어요?|네!")]
    [DataRow("こんにちは。元気？はい", "こんにちは。|元気？|はい")]
    [DataRow("no end", "no end")]
    [DataRow("one\ntwo\n\n three  four", "one|two|three four")]
    [DataRow("1. First. 2. Second.", "1. First.|2. Second.")]
    [DataRow(" \n ", "")]
    public void TryTake_Sentences_AreSplit(string answer, string expected) =>
        Assert.AreEqual(expected, string.Join('|', Read([answer]).Select(part => part.Text)));

    [TestMethod]
    public void TryTake_FirstSentenceComplete_IsTakenBeforeTheSecondBegins()
    {
        var reader = new AnswerReader(1000);
        reader.Add("I am here.");
        Assert.IsFalse(reader.TryTake(out _), "It may continue, e.g. 3.14.");
        reader.Add(" A");
        Assert.IsTrue(reader.TryTake(out AnswerPart part));
        Assert.AreEqual("I am here.", part.Text);
    }

    [TestMethod]
    [DataRow("[hopeful 0.8] Good. [calm] Rest now.", "Good.|Rest now.", "Hopeful 0.8|Calm 0.5")]
    [DataRow("Hm.[sadness]Oh no.", "Hm.|Oh no.", "|Introspective 0.5")]
    [DataRow("[Joy: 1] Yes [1] and [sic] and [calm 7].", "Yes [1] and [sic] and [calm 7].", "Hopeful 1")]
    [DataRow("a [not closed", "a [not closed", "")]
    [DataRow("[[calm]] x", "[] x", "Calm 0.5")]
    public void TryTake_Tags_AreFeelingsAndNeverText(string answer, string texts, string feelings)
    {
        List<AnswerPart> parts = Read([answer]);
        Assert.AreEqual(texts, string.Join('|', parts.Select(p => p.Text)));
        Assert.AreEqual(feelings, string.Join('|', parts.Select(p => string.Join(',', p.Feelings.Select(f =>
            FormattableString.Invariant($"{f.Feeling} {f.Intensity}"))))));
    }

    /// <summary>The result is the same wherever the stream is cut, even within a tag.</summary>
    [TestMethod]
    public void Add_CutAnywhere_ReadsTheSame()
    {
        const string Answer = "<think>Let me [calm] see. Hm.</think>[hopeful 0.8] I am glad! [focused]Now: 1 < 2, "
            + "[1] says J. Doe. 안녕하세요. [introspective 0.25] 슬퍼요… [calm";
        AnswerPart[] whole = [.. Read([Answer])];
        Assert.IsFalse(whole.Any(p => p.Text.Contains("think", StringComparison.Ordinal)));
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, Answer.Length)).ToArbitrary(), cuts =>
        {
            int[] at = [0, .. cuts.Order(), Answer.Length];
            List<AnswerPart> parts = Read(at.Zip(at.Skip(1), (from, to) => Answer[from..to]));
            CollectionAssert.AreEqual(whole.Select(p => p.Text).ToArray(), parts.Select(p => p.Text).ToArray());
            CollectionAssert.AreEqual(
                whole.SelectMany(p => p.Feelings).ToArray(), parts.SelectMany(p => p.Feelings).ToArray());
        }).Check(_config);
    }

    [TestMethod]
    public void Add_AnyText_StaysBoundedAndNeverThrows() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string[]>(), pieces =>
        {
            List<AnswerPart> parts = Read(pieces.Select(p => p ?? ""), maxChars: 50);
            Assert.IsLessThanOrEqualTo(50, parts.Sum(p => p.Text.Length));
            Assert.IsTrue(parts.All(p => p.Text.Length > 0));
        }).Check(_config);

    [TestMethod]
    public void Add_EndlessSentence_IsSaidInPiecesAndCutAtTheLimit()
    {
        var reader = new AnswerReader(1000);
        int added = 0;
        while (!reader.IsFull && added++ < 10_000)
        {
            reader.Add("endless words ");
        }

        var texts = new List<string>();
        while (reader.TryTake(out AnswerPart part))
        {
            texts.Add(part.Text);
        }

        Assert.IsLessThanOrEqualTo(1000, texts.Sum(t => t.Length));
        Assert.IsTrue(texts.All(t => t.Length <= AnswerReader.SentenceMaxChars));
        Assert.IsTrue(texts.SkipLast(1).All(t => t.EndsWith("words", StringComparison.Ordinal)
            || t.EndsWith("endless", StringComparison.Ordinal)), "Words stay whole.");
    }

    [TestMethod]
    public void TryParse_EveryFeeling_Succeeds()
    {
        foreach (string name in Feelings.KnownNames.Split(", "))
        {
            Assert.IsTrue(FeelingTag.TryParse(name, out _), name);
        }
    }

    private static List<AnswerPart> Read(IEnumerable<string> pieces, int maxChars = 1000)
    {
        var reader = new AnswerReader(maxChars);
        var parts = new List<AnswerPart>();
        foreach (string piece in pieces)
        {
            reader.Add(piece);
        }

        reader.Finish();
        while (reader.TryTake(out AnswerPart part))
        {
            parts.Add(part);
        }

        return parts;
    }
}
