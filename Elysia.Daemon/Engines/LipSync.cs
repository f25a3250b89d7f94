using System.Globalization;
using Elysia.State;

namespace Elysia.Engines;

/// <summary>How her mouth moves while she says a text: a simple timeline by letters, Latin and Hangul. Pure; any thread.</summary>
/// <remarks>Bounded by <see cref="KeysMax"/>; never throws. Widths and lengths of Latin letters are those of the reference
/// (original_session.jsonl), which skips the consonants it does not know and knows no Hangul.</remarks>
public static class LipSync
{
    /// <summary>Most keys of a timeline; the text behind them is said with closed lips.</summary>
    /// <remarks>Unit: keys. 2,000 is about 200 s of speech and 80 KB on the wire.</remarks>
    public const int KeysMax = 2_000;

    /// <summary>How long a letter lasts at rate 1.</summary>
    /// <remarks>Unit: s. 0.1, as in the reference.</remarks>
    public const double LetterSeconds = 0.1;

    /// <summary>How long a space, a digit or a mark lasts at rate 1; the lips are closed.</summary>
    /// <remarks>Unit: s. 0.2, as in the reference.</remarks>
    public const double PauseSeconds = 0.2;

    /// <summary>How long a syllable block lasts at rate 1.</summary>
    /// <remarks>Unit: s. 0.2: a block is two or three letters, and calm Korean has about five of them a second.</remarks>
    public const double SyllableSeconds = 0.2;

    /// <summary>How long the lips are closed within a syllable for an onset or a coda that is made with them.</summary>
    /// <remarks>Unit: s. 0.05: two of them leave half of the syllable to its vowel.</remarks>
    public const double ClosureSeconds = 0.05;

    private const double Closed = 0;
    private const double ConsonantWidth = 0.3;

    // Any other script: half open is wrong for every letter and right on average.
    private const double UnknownLetterWidth = 0.4;

    // In Unicode order: ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ. Open vowels wide, rounded and high ones narrow,
    // on the scale of the Latin ones.
    private static readonly double[] VowelWidths =
    [
        0.8, 0.6, 0.8, 0.6, 0.6, 0.6, 0.6, 0.6, 0.5, 0.8, 0.6, 0.5, 0.5, 0.3, 0.5, 0.5, 0.3, 0.3, 0.3, 0.3, 0.3,
    ];

    /// <summary>The timeline of a text.</summary>
    /// <param name="text">What is said; any string.</param>
    /// <param name="rate">Speaking rate as a factor, <see cref="VoiceModel.FactorMin"/> to
    /// <see cref="VoiceModel.FactorMax"/>; clamped to that, NaN counts as 1.</param>
    /// <returns>1 to <see cref="KeysMax"/> keys, strictly ascending in time from 0, all widths 0..1, the last one closed.</returns>
    public static IReadOnlyList<MouthKey> From(string? text, double rate)
    {
        double pace = double.IsNaN(rate) ? 1 : Math.Clamp(rate, VoiceModel.FactorMin, VoiceModel.FactorMax);
        var mouth = new MouthTrack(pace, KeysMax);
        foreach (char letter in Hangul.Compose(text ?? string.Empty))
        {
            if (mouth.IsFull)
            {
                break;
            }

            Say(letter, mouth);
        }

        return mouth.Close();
    }

    private static void Say(char letter, MouthTrack mouth)
    {
        if (Hangul.IsSyllable(letter))
        {
            SaySyllable(letter, mouth);
        }
        else if (char.IsAscii(letter) && char.IsLetter(letter))
        {
            mouth.Hold(LatinWidth(char.ToLowerInvariant(letter)), LetterSeconds);
        }
        else if (letter is >= '\u314F' and <= '\u3163')
        {
            // A single vowel, as in ㅠㅠ; these are in the order of the table.
            mouth.Hold(VowelWidths[letter - '\u314F'], LetterSeconds);
        }
        else if (letter is 'ㅁ' or 'ㅂ' or 'ㅃ' or 'ㅍ')
        {
            mouth.Hold(Closed, LetterSeconds);
        }
        else if (char.IsLetter(letter))
        {
            mouth.Hold(UnknownLetterWidth, LetterSeconds);
        }
        else if (IsPause(letter))
        {
            mouth.Hold(Closed, PauseSeconds);
        }
    }

    private static void SaySyllable(char syllable, MouthTrack mouth)
    {
        (int onset, int vowel, int coda) = Hangul.Split(syllable);
        double onsetSeconds = IsLipOnset(onset) ? ClosureSeconds : 0;
        double codaSeconds = IsLipCoda(coda) ? ClosureSeconds : 0;
        mouth.Hold(Closed, onsetSeconds);
        mouth.Hold(VowelWidths[vowel], SyllableSeconds - onsetSeconds - codaSeconds);
        mouth.Hold(Closed, codaSeconds);
    }

    // ㅁ ㅂ ㅃ ㅍ.
    private static bool IsLipOnset(int onset) => onset is 6 or 7 or 8 or 17;

    // ㄻ ㄿ ㅁ ㅂ ㅄ ㅍ. ㄼ is left out: it is mostly said as ㄹ.
    private static bool IsLipCoda(int coda) => coda is 10 or 14 or 16 or 17 or 18 or 26;

    private static double LatinWidth(char letter) => letter switch
    {
        'a' => 0.8,
        'e' => 0.6,
        'o' => 0.5,
        'i' or 'u' => 0.3,
        'l' or 'r' => 0.4,
        'f' or 'v' => 0.2,
        'm' or 'b' or 'p' => Closed,
        _ => ConsonantWidth,
    };

    // Emoji are surrogates or other symbols, their joiners are marks and formats: none of them is spoken.
    private static bool IsPause(char letter) => char.IsWhiteSpace(letter) || char.IsPunctuation(letter)
        || char.GetUnicodeCategory(letter) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber
            or UnicodeCategory.OtherNumber or UnicodeCategory.MathSymbol or UnicodeCategory.CurrencySymbol;
}
