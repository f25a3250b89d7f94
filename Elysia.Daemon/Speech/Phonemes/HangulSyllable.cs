namespace Elysia.Speech.Phonemes;

/// <summary>One Korean syllable, split into its letters.</summary>
/// <param name="Onset">One of <see cref="Onsets"/>; ㅇ stands for no onset.</param>
/// <param name="Vowel">One of <see cref="Vowels"/>.</param>
/// <param name="Coda">One of <see cref="Codas"/>.</param>
internal readonly record struct HangulSyllable(char Onset, char Vowel, char Coda)
{
    /// <summary>Onsets in Unicode order, the order of <see cref="Languages.Hangul.Split"/>; ㅇ stands for no
    /// onset.</summary>
    public const string Onsets = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    /// <summary>Vowels in Unicode order.</summary>
    public const string Vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";

    /// <summary>Codas in Unicode order; the first stands for no coda.</summary>
    public const string Codas = "\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

    /// <summary>No coda.</summary>
    public const char None = '\0';

    /// <summary>Returns the syllable as one character.</summary>
    public char Compose() =>
        (char)('\uAC00' + (((Onsets.IndexOf(Onset, StringComparison.Ordinal) * Vowels.Length)
            + Vowels.IndexOf(Vowel, StringComparison.Ordinal)) * Codas.Length) + Codas.IndexOf(Coda, StringComparison.Ordinal));
}
