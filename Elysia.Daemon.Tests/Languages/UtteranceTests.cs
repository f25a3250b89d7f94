using Elysia.Languages;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Languages;

[TestClass]
internal sealed class UtteranceTests
{
    [TestMethod]
    [DataRow("", " | ")]
    [DataRow("Hi, how ARE you??", " | hi | how are you | ? | ")]
    [DataRow("I don’t  know...", " | i dont know | ")]
    [DataRow("너 AI야?", " | 너 ai 야 | ? | ")]
    [DataRow("😀", " | ")]
    public void Parse_Text_NormalisesWords(string text, string expected) =>
        Assert.AreEqual(expected, Utterance.Parse(text).Spaced);

    [TestMethod]
    public void Parse_AnyText_IsFramedByBreaksAndHasNoDoubleSpace() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            string spaced = Utterance.Parse(text.Get).Spaced;
            return spaced.StartsWith(" | ", StringComparison.Ordinal)
                && spaced.EndsWith(" | ", StringComparison.Ordinal)
                && !spaced.Contains("  ", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("where are my keys", true)]
    [DataRow("really?", true)]
    [DataRow("I like rain", false)]
    [DataRow("하늘은 왜 파래", true)]
    [DataRow("비가 올까", true)]
    [DataRow("비가 온다", false)]
    [DataRow("그러니까", false)]
    public void IsQuestion_Text_IsRecognised(string text, bool expected) =>
        Assert.AreEqual(expected, Utterance.Parse(text).IsQuestion);
}
