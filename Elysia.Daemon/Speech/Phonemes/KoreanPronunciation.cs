using System.Text;
using Elysia.Languages;

namespace Elysia.Speech.Phonemes;

/// <summary>Applies the rules of Korean pronunciation: respells words as they are pronounced, 국물 to 궁물. Pure; any
/// thread.</summary>
/// <remarks>Source: 표준 발음법 (Standard Pronunciation, National Institute of Korean Language); numbers in the code are its
/// articles. Words are processed one by one: no rule applies across a space. Pronunciations that no rule gives
/// (compounds, Sino-Korean tensing) are looked up in <see cref="KoreanExceptions"/>.</remarks>
internal static class KoreanPronunciation
{
    /// <summary>Returns the text with every Korean word respelled as it is pronounced; the rest is unchanged.</summary>
    public static string Pronounce(string text)
    {
        var said = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length;)
        {
            int end = at;
            while (end < text.Length && Hangul.IsSyllable(text[end]))
            {
                end++;
            }

            if (end > at)
            {
                said.Append(Word(text[at..end]));
                at = end;
            }
            else
            {
                said.Append(text[at++]);
            }
        }

        return said.ToString();
    }

    private static string Word(string spelled)
    {
        string word = KoreanExceptions.Respell(spelled);
        var blocks = new HangulSyllable[word.Length];
        for (int i = 0; i < word.Length; i++)
        {
            (int onset, int vowel, int coda) = Hangul.Split(word[i]);
            blocks[i] = new HangulSyllable(
                HangulSyllable.Onsets[onset],
                Vowel(HangulSyllable.Onsets[onset], HangulSyllable.Vowels[vowel]),
                HangulSyllable.Codas[coda]);
        }

        for (int i = 0; i + 1 < blocks.Length; i++)
        {
            bool isStemEnd = !KoreanExceptions.IsNounInRG(word, i);
            SyllableContact contact = SyllableContact.From(blocks[i], blocks[i + 1], isStemEnd);
            blocks[i] = blocks[i] with { Coda = contact.Coda };
            blocks[i + 1] = blocks[i + 1] with { Onset = contact.Onset };
        }

        if (blocks.Length > 0)
        {
            blocks[^1] = blocks[^1] with { Coda = SyllableContact.Neutral(blocks[^1].Coda) };
        }

        return string.Concat(blocks.Select(b => (b with { Vowel = Spread(b.Onset, b.Vowel) }).Compose()));
    }

    // 제5항 다만 3: ㅢ after a consonant is ㅣ.
    private static char Vowel(char onset, char vowel) => vowel == 'ㅢ' && onset != 'ㅇ' ? 'ㅣ' : vowel;

    // 제5항 다만 1: 져, 쪄, 쳐 are 저, 쩌, 처, also where palatalisation makes them (붙여 is 부처).
    private static char Spread(char onset, char vowel) =>
        (onset, vowel) is ('ㅈ' or 'ㅉ' or 'ㅊ', 'ㅕ') ? 'ㅓ' : vowel;
}
