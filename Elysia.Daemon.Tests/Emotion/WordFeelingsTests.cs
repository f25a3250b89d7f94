using Elysia.Channels;
using Elysia.Emotion;
using Elysia.State;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Emotion;

[TestClass]
internal sealed class WordFeelingsTests
{
    [TestMethod]
    [DataRow("I am so happy today!")]
    [DataRow("HAPPY")]
    [DataRow("what a joy")]
    [DataRow("I'm glad, really")]
    [DataRow("I feel good")]
    [DataRow("I can't stop smiling")]
    [DataRow("not only happy, thrilled")]
    [DataRow("No, I am happy")]
    [DataRow("not rich but happy")]
    [DataRow("행복해요")]
    [DataRow("너무 기뻐")]
    [DataRow("정말 기쁘다")]
    [DataRow("기분이 좋아")]
    [DataRow("네가 좋아!")]
    [DataRow("안녕 행복해")]
    [DataRow("그동안 행복했어")]
    [DataRow("I feel 행복")]
    [DataRow("\u1112\u1162\u11BC\u1107\u1169\u11A8해", DisplayName = "decomposed 행복해")]
    public void Find_WordsOfJoy_IsHopeful(string text) => Expect(Feeling.Hopeful, 0.6, text);

    [TestMethod]
    [DataRow("I am sad")]
    [DataRow("my dog died")]
    [DataRow("so lonely tonight")]
    [DataRow("I'm unhappy")]
    [DataRow("I'm not happy")]
    [DataRow("I am not at all happy")]
    [DataRow("I don't feel good")]
    [DataRow("no longer happy")]
    [DataRow("nothing makes me happy")]
    [DataRow("슬퍼요")]
    [DataRow("너무 슬프다")]
    [DataRow("우울해")]
    [DataRow("외로워")]
    [DataRow("ㅠㅠ")]
    [DataRow("안 좋아")]
    [DataRow("안좋아")]
    [DataRow("기분이 안 좋아요")]
    [DataRow("행복하지 않아")]
    [DataRow("행복하지 않")]
    [DataRow("행복하진 않아요")]
    [DataRow("기분이 좋지 않아")]
    [DataRow("행복하지 못해")]
    [DataRow("행복한 게 아니야")]
    [DataRow("재미없어")]
    [DataRow("즐거운 일이 없어")]
    public void Find_WordsOfSorrow_IsIntrospective(string text) => Expect(Feeling.Introspective, 0.5, text);

    [TestMethod]
    [DataRow("I think so")]
    [DataRow("I wonder about the sea")]
    [DataRow("why is the sky blue")]
    [DataRow("I don't know why")]
    [DataRow("생각 중이야")]
    [DataRow("궁금해")]
    [DataRow("왜 그럴까")]
    public void Find_WordsOfThought_IsFocused(string text) => Expect(Feeling.Focused, 0.7, text);

    [TestMethod]
    [DataRow("")]
    [DataRow("hello")]
    [DataRow("the sadhu met a gladiator", DisplayName = "words, not parts of words")]
    [DataRow("I'm not sad")]
    [DataRow("don't be sad")]
    [DataRow("안녕")]
    [DataRow("좋은 아침")]
    [DataRow("서울고등학교에 다녀요")]
    [DataRow("아파트에 살아요")]
    [DataRow("슬프지 않아")]
    [DataRow("슬퍼하지 마세요")]
    [DataRow("안 슬퍼")]
    public void Find_OtherWords_IsCalm(string text) => Expect(Feeling.Calm, 0.3, text);

    [TestMethod]
    public void Find_AnyText_IsOneOfFour() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            EmotionRequest.Feel feel = WordFeelings.Find(text.Get);
            return (feel.Feeling, feel.Intensity) is (Feeling.Hopeful, 0.6) or (Feeling.Introspective, 0.5)
                or (Feeling.Focused, 0.7) or (Feeling.Calm, 0.3);
        }).QuickCheckThrowOnFailure();

    private static void Expect(Feeling feeling, double intensity, string text) =>
        Assert.AreEqual(new EmotionRequest.Feel(feeling, intensity), WordFeelings.Find(text));
}
