using Elysia.Conversation;
using Elysia.Languages;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Conversation;

[TestClass]
internal sealed class PhrasesTests
{
    private static readonly Topic[] Answered = [.. Enum.GetValues<Topic>().Where(topic => topic != Topic.HowAreYou)];

    [TestMethod]
    public void Select_EveryTopicAndLanguage_HasTwoSentencesInThatLanguage()
    {
        foreach (Topic topic in Answered)
        {
            foreach (Language language in Enum.GetValues<Language>())
            {
                IReadOnlyList<string> sentences = Phrases.Select(topic, language);
                Assert.IsGreaterThanOrEqualTo(2, sentences.Count, $"{topic} {language}");
                foreach (string sentence in sentences)
                {
                    Assert.AreEqual(language == Language.Korean, Hangul.IsIn(sentence), sentence);
                    bool wantsDetail = topic is Topic.Memory or Topic.Spirits;
                    Assert.AreEqual(wantsDetail, sentence.Contains(Phrases.Slot, StringComparison.Ordinal), sentence);
                }
            }
        }
    }

    [TestMethod]
    public void Select_AllTopics_ShareNoSentence()
    {
        string[] all = [.. Answered.SelectMany(topic =>
            Enum.GetValues<Language>().SelectMany(language => Phrases.Select(topic, language)))];
        Assert.HasCount(all.Length, all.Distinct().ToArray());
    }

    [TestMethod]
    public void Select_Korean_IsPolite()
    {
        foreach (string sentence in Answered.SelectMany(topic => Phrases.Select(topic, Language.Korean)))
        {
            string last = sentence.TrimEnd('.', '?', '!').Split(' ')[^1];
            Assert.IsTrue(last.EndsWith('요'), sentence);
        }
    }

    [TestMethod]
    public void Select_HerNature_AlwaysMentionsFixedPhrasesAndNoModel()
    {
        foreach (string sentence in Phrases.Select(Topic.Nature, Language.English))
        {
            StringAssert.Contains(sentence, "language model is configured");
        }

        foreach (string sentence in Phrases.Select(Topic.Nature, Language.Korean))
        {
            StringAssert.Contains(sentence, "언어 모델");
        }
    }

    [TestMethod]
    public void Select_HowAreYou_Throws() =>
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Phrases.Select(Topic.HowAreYou, Language.English));
}
