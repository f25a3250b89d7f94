using System.Text.Json;
using Elysia.Engines;
using Elysia.State;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Engines;

[TestClass]
public sealed class LipSyncTests
{
    private const double Tolerance = 1e-9;

    [TestMethod]
    public void From_RecordedSpeech_EqualsReferenceForTheLettersItKnows()
    {
        JsonElement speech = RecordedSpeech();

        // The reference has no mouth for these two and skips them.
        string text = string.Concat(speech.GetProperty("content").GetString()!.Where(letter => letter is not ('c' or 'y')));

        IReadOnlyList<MouthKey> keys = LipSync.From(text, 1);

        JsonElement[] expected = [.. speech.GetProperty("lipsync").EnumerateArray()];
        Assert.HasCount(expected.Length, keys);
        for (int index = 0; index < expected.Length; index++)
        {
            Assert.AreEqual(expected[index].GetProperty("time").GetDouble(), keys[index].TimeSeconds, Tolerance);
            Assert.AreEqual(expected[index].GetProperty("mouth_width").GetDouble(), keys[index].MouthWidth, Tolerance);
        }
    }

    [TestMethod]
    public void From_AnyTextAndRate_KeepsTheInvariants() =>
        Prop.ForAll<string, double>((text, rate) => IsSound(LipSync.From(text, rate))).QuickCheckThrowOnFailure();

    [TestMethod]
    public void From_AnyHangul_KeepsTheInvariants() =>
        Prop.ForAll(
            Gen.Choose('\uAC00', '\uD7A3').ListOf().ToArbitrary(),
            code => IsSound(LipSync.From(string.Concat(code.Select(c => (char)c)), 1))).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("가나다")]
    [DataRow("abc")]
    [DataRow("밥 ")]
    public void From_EndlessText_IsBoundedAndClosed(string part)
    {
        IReadOnlyList<MouthKey> keys = LipSync.From(string.Concat(Enumerable.Repeat(part, 10_000)), 1);

        Assert.IsTrue(IsSound(keys));
        Assert.IsGreaterThan(LipSync.KeysMax - 3, keys.Count);
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("😀👩‍👧☀️")]
    public void From_NothingSpoken_IsOneClosedKey(string? text) =>
        CollectionAssert.AreEqual(new[] { new MouthKey(0, 0) }, LipSync.From(text, 1).ToArray());

    [TestMethod]
    [DataRow("아", new[] { 0.8, 0 }, DisplayName = "open vowel")]
    [DataRow("우", new[] { 0.3, 0 }, DisplayName = "round vowel")]
    [DataRow("마", new[] { 0, 0.8, 0 }, DisplayName = "ㅁ onset closes")]
    [DataRow("빠파바", new[] { 0, 0.8, 0, 0.8, 0, 0.8, 0 }, DisplayName = "ㅃ ㅍ ㅂ onsets close")]
    [DataRow("암", new[] { 0.8, 0 }, DisplayName = "ㅁ coda closes")]
    [DataRow("밥", new[] { 0, 0.8, 0 }, DisplayName = "both close")]
    [DataRow("각", new[] { 0.8, 0 }, DisplayName = "other consonants are one opening")]
    [DataRow("\u1106\u1161\u11B8", new[] { 0, 0.8, 0 }, DisplayName = "decomposed 맙")]
    [DataRow("ㅋㅠ", new[] { 0.4, 0.3, 0 }, DisplayName = "single jamo")]
    [DataRow("a1!", new[] { 0.8, 0.0, 0.0 }, DisplayName = "digits and marks pause")]
    [DataRow("a😀e", new[] { 0.8, 0.6, 0 }, DisplayName = "emoji are not spoken")]
    public void From_Text_OpensByItsLetters(string text, double[] widths) =>
        CollectionAssert.AreEqual(widths, LipSync.From(text, 1).Select(key => key.MouthWidth).ToArray());

    [TestMethod]
    public void From_SyllableWithTwoClosures_LastsAsLongAsAnyOther()
    {
        Assert.AreEqual(LipSync.SyllableSeconds, LipSync.From("가", 1)[^1].TimeSeconds, Tolerance);
        Assert.AreEqual(LipSync.SyllableSeconds, LipSync.From("밥가", 1)[^2].TimeSeconds, Tolerance);
    }

    [TestMethod]
    [DataRow(2.0, 0.5)]
    [DataRow(0.5, 2.0)]
    [DataRow(99.0, 0.5)]
    [DataRow(-1.0, 2.0)]
    [DataRow(double.NaN, 1.0)]
    public void From_Rate_StretchesTime(double rate, double stretch) =>
        Assert.AreEqual(3 * LipSync.LetterSeconds * stretch, LipSync.From("aha", rate)[^1].TimeSeconds, Tolerance);

    private static bool IsSound(IReadOnlyList<MouthKey> keys) =>
        keys.Count is >= 1 and <= LipSync.KeysMax
        && keys[0].TimeSeconds == 0
        && keys[^1].MouthWidth == 0
        && keys.All(key => key.MouthWidth is >= 0 and <= 1 && double.IsFinite(key.TimeSeconds))
        && keys.Zip(keys.Skip(1)).All(pair => pair.First.TimeSeconds < pair.Second.TimeSeconds);

    private static JsonElement RecordedSpeech()
    {
        foreach (JsonElement line in OracleRows.Of("original_session.jsonl"))
        {
            if (line.GetArrayLength() == 3 && line[2].ValueKind == JsonValueKind.String
                && line[2].GetString()!.StartsWith("{\"type\": \"speech\"", StringComparison.Ordinal))
            {
                using JsonDocument speech = JsonDocument.Parse(line[2].GetString()!);
                return speech.RootElement.Clone();
            }
        }

        throw new InvalidOperationException("The recorded session has no speech.");
    }
}
