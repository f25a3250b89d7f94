using Elysia.Languages;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Languages;

[TestClass]
internal sealed class HangulTests
{
    [TestMethod]
    [DataRow('가', 0, 0, 0)]
    [DataRow('힣', 18, 20, 27)]
    [DataRow('밥', 7, 0, 17)]
    public void Split_Syllable_GivesItsLetters(char syllable, int onset, int vowel, int coda) =>
        Assert.AreEqual((onset, vowel, coda), Hangul.Split(syllable));

    [TestMethod]
    public void Compose_EverySplitSyllable_IsJoinedAgain()
    {
        for (char syllable = '가'; syllable <= '힣'; syllable++)
        {
            (int onset, int vowel, int coda) = Hangul.Split(syllable);
            string apart = $"{(char)(0x1100 + onset)}{(char)(0x1161 + vowel)}"
                + (coda == 0 ? string.Empty : $"{(char)(0x11A7 + coda)}");
            Assert.AreEqual(syllable.ToString(), Hangul.Compose(apart));
        }
    }

    [TestMethod]
    public void Compose_AnyText_KeepsEverythingButJamo() =>
        Prop.ForAll<NonNull<string>>(text => Hangul.IsIn(text.Get) || Hangul.Compose(text.Get) == text.Get)
            .QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("hello", false)]
    [DataRow("こんにちは 你好", false)]
    [DataRow("hi 엘리시아", true)]
    [DataRow("ㅋㅋ", true)]
    [DataRow("\u1100\u1161", true)]
    public void IsIn_Text_FindsKoreanLetters(string text, bool expected) =>
        Assert.AreEqual(expected, Hangul.IsIn(text));
}
