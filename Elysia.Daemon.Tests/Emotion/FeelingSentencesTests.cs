using Elysia.Emotion;
using Elysia.Emotion.Words;
using Elysia.State;
using Elysia.Tests.Repository.Style;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Emotion;

/// <summary>Measures the accuracy of the lexicon, on sentences that were written and labelled before it.</summary>
/// <remarks>The labels are those of one careful reader. Lines come in pairs with the same label: the first of each was
/// used to tune the lexicon, the second is held out, and only its accuracy is printed, never its errors. The author of
/// the sentences also wrote the lexicon and had read both halves. The fresh sentences, in the style of chats, were
/// written after the lexicon; it recognised 45 % of the English and 60 % of the Korean ones, and was extended by them.
/// The later sentences were written last, and nothing was tuned on them: they predict best how it does on the words of
/// other people.</remarks>
[TestClass]
internal sealed class FeelingSentencesTests
{
    private const double TunedLeast = 0.95;
    private const double HeldOutLeast = 0.90;
    private const double FreshLeast = 0.85;
    private const double LaterLeast = 0.60;

    public required TestContext TestContext { get; set; }

    [TestMethod]
    [DataRow("feelings.en.tsv")]
    [DataRow("feelings.ko.tsv")]
    public void Find_LabelledSentences_IsMostlyRight(string name)
    {
        (Feeling Label, string Sentence)[] rows = [.. Rows(name)];
        (Feeling Label, string Sentence)[] tuned = [.. rows.Where((_, index) => index % 2 == 0)];
        (Feeling Label, string Sentence)[] heldOut = [.. rows.Where((_, index) => index % 2 == 1)];

        double tunedRight = Right(tuned);
        double heldOutRight = Right(heldOut);

        TestContext.WriteLine($"{name}: tuned {tunedRight:P1} of {tuned.Length}, held out {heldOutRight:P1} of {heldOut.Length}");
        foreach ((Feeling label, string sentence) in tuned.Where(row => WordFeelings.Find(row.Sentence).Feeling != row.Label))
        {
            TestContext.WriteLine($"  {label} taken for {WordFeelings.Find(sentence).Feeling}: {sentence}");
        }

        Assert.IsGreaterThanOrEqualTo(TunedLeast, tunedRight);
        Assert.IsGreaterThanOrEqualTo(HeldOutLeast, heldOutRight);
    }

    [TestMethod]
    [DataRow("fresh.en.tsv", FreshLeast)]
    [DataRow("fresh.ko.tsv", FreshLeast)]
    [DataRow("later.en.tsv", LaterLeast)]
    [DataRow("later.ko.tsv", LaterLeast)]
    public void Find_SentencesWrittenAfterTheLexicon_IsMostlyRight(string name, double least)
    {
        (Feeling Label, string Sentence)[] rows = [.. Rows(name)];

        double right = Right(rows);

        TestContext.WriteLine($"{name}: {right:P1} of {rows.Length}");
        foreach ((Feeling label, string sentence) in rows
            .Where(row => name[0] == 'f' && WordFeelings.Find(row.Sentence).Feeling != row.Label))
        {
            TestContext.WriteLine($"  {label} taken for {WordFeelings.Find(sentence).Feeling}: {sentence}");
        }

        Assert.IsGreaterThanOrEqualTo(least, right);
    }

    [TestMethod]
    [DataRow("I was so happy I cried", Feeling.Hopeful, DisplayName = "strengthened joy outweighs")]
    [DataRow("I was a bit happy and I cried", Feeling.Introspective, DisplayName = "weakened joy does not")]
    [DataRow("I am happy but sad", Feeling.Introspective, DisplayName = "what follows a but is meant")]
    [DataRow("I am sad but happy", Feeling.Hopeful, DisplayName = "and the other way round")]
    [DataRow("너무 기뻐서 울었어", Feeling.Hopeful, DisplayName = "너무 strengthens")]
    [DataRow("슬프지만 행복해", Feeling.Hopeful, DisplayName = "지만 turns")]
    [DataRow("행복하지만 슬퍼", Feeling.Introspective, DisplayName = "지만 turns back")]
    public void Find_MixedFeelings_IsTheStronger(string text, Feeling expected) =>
        Assert.AreEqual(expected, WordFeelings.Find(text).Feeling);

    [TestMethod]
    [DataRow("joy 1 happy")]
    [DataRow("bliss 1: happy")]
    [DataRow("joy 1: happy, glad, happy")]
    public void Parse_MalformedLexicon_Throws(string text) =>
        Assert.ThrowsExactly<FormatException>(() => Lexicon.Parse(text));

    [TestMethod]
    public void Sentences_BothLanguages_AreAtLeast300InPairsWithTheSameLabel()
    {
        (Feeling Label, string Sentence)[] rows = [.. Rows("feelings.en.tsv"), .. Rows("feelings.ko.tsv")];

        Assert.IsGreaterThanOrEqualTo(300, rows.Length);
        Assert.HasCount(rows.Length, rows.Select(row => row.Sentence).Distinct());
        Assert.IsTrue(rows.Chunk(2).All(pair => pair[0].Label == pair[1].Label));
    }

    private static double Right((Feeling Label, string Sentence)[] rows) =>
        (double)rows.Count(row => WordFeelings.Find(row.Sentence).Feeling == row.Label) / rows.Length;

    private static IEnumerable<(Feeling Label, string Sentence)> Rows(string name) =>
        from line in SourceTree.Read($"Elysia.Daemon.Tests/Emotion/Sentences/{name}").Split('\n')
        where line.Length > 0
        let columns = line.Split('\t')
        select (columns[0] switch
        {
            "joy" => Feeling.Hopeful,
            "sorrow" => Feeling.Introspective,
            "thought" => Feeling.Focused,
            "calm" => Feeling.Calm,
            _ => throw new InvalidOperationException($"Not a label: {line}"),
        }, columns[1]);
}
