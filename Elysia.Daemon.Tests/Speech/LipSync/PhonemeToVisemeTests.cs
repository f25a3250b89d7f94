using Elysia.Speech.LipSync;
using Elysia.Speech.Phonemes;
using Elysia.State;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Speech.LipSync;

[TestClass]
internal sealed class PhonemeToVisemeTests
{
    private const double Tolerance = 1e-9;

    [TestMethod]
    public void From_AnyTextAndRate_KeepsTheInvariants() =>
        Prop.ForAll<string, double>((text, rate) => IsSound(Visemes.From(text, rate))).QuickCheckThrowOnFailure();

    [TestMethod]
    public void From_AnyHangul_KeepsTheInvariants() =>
        Prop.ForAll(
            Gen.Choose('\uAC00', '\uD7A3').ListOf().ToArbitrary(),
            code => IsSound(Visemes.From(string.Concat(code.Select(c => (char)c)), 1))).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("가나다")]
    [DataRow("abc")]
    [DataRow("밥 ")]
    public void From_EndlessText_IsBoundedAndClosed(string part)
    {
        VisemeTimeline keys = Visemes.From(string.Concat(Enumerable.Repeat(part, 10_000)), 1);

        Assert.IsTrue(IsSound(keys));
        Assert.IsGreaterThan(PhonemeToViseme.KeysMax / 4, keys.Count);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("😀👩‍👧☀️")]
    public void From_NothingToSay_IsOneClosedKey(string? text) =>
        CollectionAssert.AreEqual(new[] { new VisemeKey(0, 0) }, Visemes.From(text, 1).ToArray());

    [TestMethod]
    [DataRow("아", new[] { 0.8, 0 }, DisplayName = "open vowel")]
    [DataRow("우", new[] { 0.3, 0 }, DisplayName = "round vowel")]
    [DataRow("마", new[] { 0, 0.8, 0 }, DisplayName = "ㅁ onset closes")]
    [DataRow("밥", new[] { 0, 0.8, 0 }, DisplayName = "both close")]
    [DataRow("집안", new[] { 0.3, 0.3, 0, 0.8, 0.3, 0 }, DisplayName = "liaison moves the closure")]
    [DataRow("국물", new[] { 0.3, 0.3, 0.3, 0, 0.3, 0.4, 0 }, DisplayName = "nasalised, ㅁ closes")]
    [DataRow("입니다", new[] { 0.3, 0, 0.3, 0.3, 0.3, 0.8, 0 }, DisplayName = "ㅂ before ㄴ is ㅁ and closes")]
    [DataRow("moo", new[] { 0, 0.3, 0 }, DisplayName = "English lips")]
    [DataRow("five", new[] { 0.2, 0.8, 0.3, 0.2, 0 }, DisplayName = "a silent e makes the i long")]
    [DataRow("5", new[] { 0.2, 0.8, 0.3, 0.2, 0 }, DisplayName = "digits are words")]
    public void From_Text_OpensByItsPhonemes(string text, double[] widths) =>
        CollectionAssert.AreEqual(widths, Visemes.From(text, 1).Select(key => key.Viseme.Open).ToArray());

    [TestMethod]
    public void From_Vowels_SpreadAndRoundTheLips()
    {
        VisemeKey spread = Visemes.From("이", 1)[0];
        VisemeKey round = Visemes.From("우", 1)[0];

        Assert.IsGreaterThan(0.8, spread.Viseme.Wide);
        Assert.AreEqual(0, spread.Viseme.Round);
        Assert.IsGreaterThan(0.8, round.Viseme.Round);
        Assert.AreEqual(0, round.Viseme.Wide);
    }

    [TestMethod]
    [DataRow("3개", "세 개")]
    [DataRow("3시 30분", "세시 삼십분")]
    [DataRow("20살", "스무 살")]
    [DataRow("6개월", "육개월")]
    [DataRow("12,345원", "만이천삼백사십오원")]
    [DataRow("3.14는", "삼 점 일사는")]
    [DataRow("010은", "영일영은")]
    [DataRow("I have 3 cats", "I have three cats")]
    [DataRow("1,204", "one thousand two hundred four")]
    [DataRow("2.5", "two point five")]
    [DataRow("50%", "fifty percent")]
    [DataRow("50%가", "오십 퍼센트가")]
    public void From_Numbers_EqualsTheirWords(string digits, string words) =>
        CollectionAssert.AreEqual(Visemes.From(words, 1).ToArray(), Visemes.From(digits, 1).ToArray());

    [TestMethod]
    [DataRow(2.0, 0.5)]
    [DataRow(0.5, 2.0)]
    [DataRow(99.0, 0.5)]
    [DataRow(-1.0, 2.0)]
    [DataRow(double.NaN, 1.0)]
    public void From_Rate_StretchesTime(double rate, double stretch) =>
        Assert.AreEqual(
            Visemes.From("hello", 1)[^1].TimeSeconds * stretch,
            Visemes.From("hello", rate)[^1].TimeSeconds,
            Tolerance);

    [TestMethod]
    public void From_TrackBetweenTwoMoments_BeginsAndEndsThere()
    {
        VisemeTimeline fitted = PhonemeToViseme.From(GraphemeToPhoneme.Track("안녕하세요", 1).Between(0.2, 3.2));

        Assert.IsTrue(IsSound(fitted));
        Assert.AreEqual(0.2, fitted[1].TimeSeconds, Tolerance);
        Assert.AreEqual(3.2, fitted[^1].TimeSeconds, Tolerance);
    }

    private static bool IsSound(VisemeTimeline keys) =>
        keys.Count is >= 1 and <= PhonemeToViseme.KeysMax
        && keys[0].TimeSeconds == 0
        && keys[^1].Viseme.Open == 0
        && keys.All(key => key.Viseme is { Open: >= 0 and <= 1, Wide: >= 0 and <= 1, Round: >= 0 and <= 1 }
            && double.IsFinite(key.TimeSeconds))
        && keys.Zip(keys.Skip(1)).All(pair => pair.First.TimeSeconds < pair.Second.TimeSeconds);
}
