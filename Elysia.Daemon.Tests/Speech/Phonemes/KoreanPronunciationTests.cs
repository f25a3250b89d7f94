using Elysia.Languages;
using Elysia.Speech.Phonemes;
using Elysia.Tests.Repository.Style;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace Elysia.Tests.Speech.Phonemes;

[TestClass]
internal sealed class KoreanPronunciationTests
{
    private const double RightLeast = 0.98;

    public required TestContext TestContext { get; set; }

    [TestMethod]
    public void Pronounce_ListOfWords_IsRightFor98Percent()
    {
        (string Spelled, string Said)[] words = [.. Words()];
        (string Spelled, string Said)[] wrong =
            [.. words.Where(word => KoreanPronunciation.Pronounce(word.Spelled) != word.Said)];

        double right = 1 - ((double)wrong.Length / words.Length);
        TestContext.WriteLine($"{right:P1} of {words.Length} words");
        foreach ((string spelled, string said) in wrong)
        {
            TestContext.WriteLine($"  {spelled} is pronounced {said}, not {KoreanPronunciation.Pronounce(spelled)}");
        }

        Assert.IsGreaterThanOrEqualTo(500, words.Length);
        Assert.HasCount(words.Length, words.Select(word => word.Spelled).Distinct());
        Assert.IsGreaterThanOrEqualTo(RightLeast, right);
    }

    [TestMethod]
    [DataRow("국물이 맛있다!", "궁무리 마싣따!")]
    [DataRow("hello 국물 123", "hello 궁물 123")]
    [DataRow("ㅋㅋ", "ㅋㅋ")]
    [DataRow("", "")]
    public void Pronounce_Text_ProcessesItsKoreanWordsSeparately(string spelled, string said) =>
        Assert.AreEqual(said, KoreanPronunciation.Pronounce(spelled));

    [TestMethod]
    public void Pronounce_EveryPairOfSyllables_IsTwoSyllablesWithOneOfSevenCodas()
    {
        foreach (char coda in HangulSyllable.Codas)
        {
            foreach (char onset in HangulSyllable.Onsets)
            {
                char[] spelled =
                    [new HangulSyllable('ㄱ', 'ㅏ', coda).Compose(), new HangulSyllable(onset, 'ㅣ', coda).Compose()];
                string said = KoreanPronunciation.Pronounce(new string(spelled));

                Assert.AreEqual(2, said.Length);
                Assert.IsTrue(said.All(block => Hangul.Split(block).Coda is 0 or 1 or 4 or 7 or 8 or 16 or 17 or 21), said);
            }
        }
    }

    private static IEnumerable<(string Spelled, string Said)> Words() =>
        from line in SourceTree.Read("Elysia.Daemon.Tests/Speech/Phonemes/pronunciation.ko.tsv").Split('\n')
        where line.Length > 0 && line[0] != '#'
        from pair in line.Split('\t')
        select (pair.Split(' ')[0], pair.Split(' ')[1]);
}
