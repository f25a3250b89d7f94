namespace Elysia.Speech.Phonemes;

/// <summary>Names for the letters of a block, by their index in Unicode order (see
/// <see cref="Languages.Hangul.Split"/>).</summary>
internal static class Jamo
{
    /// <summary>Onsets in the order of their index; ㅇ is none.</summary>
    public const string Onsets = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

    /// <summary>Vowels in the order of their index.</summary>
    public const string Vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";

    /// <summary>Codas in the order of their index; the first is none.</summary>
    public const string Codas = "\0ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";

    /// <summary>No coda.</summary>
    public const char None = '\0';

    /// <summary>A block from its letters.</summary>
    public static char Compose(char onset, char vowel, char coda) =>
        (char)('\uAC00' + (((Onsets.IndexOf(onset, StringComparison.Ordinal) * Vowels.Length)
            + Vowels.IndexOf(vowel, StringComparison.Ordinal)) * Codas.Length) + Codas.IndexOf(coda, StringComparison.Ordinal));
}
