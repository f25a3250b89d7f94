namespace Elysia.Speech.Phonemes;

/// <summary>The pronunciation of a coda and the onset after it where two syllables meet inside a word. Pure; the
/// numbers are articles of 표준 발음법.</summary>
/// <param name="Coda">The coda as it is pronounced.</param>
/// <param name="Onset">The onset after it as it is pronounced.</param>
internal readonly record struct SyllableContact(char Coda, char Onset)
{
    private const string Plain = "ㄱㄷㅂㅅㅈ";
    private const string Tensed = "ㄲㄸㅃㅆㅉ";
    private const string Aspirable = "ㄱㄷㅂㅈ";
    private const string Aspirated = "ㅋㅌㅍㅊ";

    // A double coda keeps its first letter when the second one moves to a following vowel.
    private const string Doubles = "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ";
    private const string DoublesFirst = "ㄱㄴㄴㄹㄹㄹㄹㄹㄹㄹㅂ";
    private const string DoublesSecond = "ㅅㅈㅎㄱㅁㅂㅅㅌㅍㅎㅅ";

    /// <summary>Returns the pronunciation at the boundary of two syllables.</summary>
    /// <param name="before">The syllable with the coda.</param>
    /// <param name="after">The syllable with the onset.</param>
    /// <param name="isStemEnd">Whether ㄺ before ㄱ may be the end of a verb stem, as in 맑게; false in nouns, as in
    /// 닭과.</param>
    public static SyllableContact From(HangulSyllable before, HangulSyllable after, bool isStemEnd)
    {
        char coda = before.Coda;
        char onset = after.Onset;
        return coda == HangulSyllable.None ? new SyllableContact(coda, onset)
            : onset == 'ㅇ' ? Liaison(coda, after)
            : onset == 'ㅎ' ? BeforeH(coda, after)
            : coda is 'ㅎ' or 'ㄶ' or 'ㅀ' ? AfterH(coda, onset)
            : Assimilate(Tense(before, onset, isStemEnd));
    }

    /// <summary>Returns the coda as it is pronounced at the end of a word or before a consonant: one of seven (제8항 to
    /// 제11항).</summary>
    public static char Neutral(char coda) => coda switch
    {
        'ㄲ' or 'ㅋ' or 'ㄳ' or 'ㄺ' => 'ㄱ',
        'ㅅ' or 'ㅆ' or 'ㅈ' or 'ㅊ' or 'ㅌ' or 'ㅎ' => 'ㄷ',
        'ㅍ' or 'ㅄ' or 'ㄿ' => 'ㅂ',
        'ㄵ' or 'ㄶ' => 'ㄴ',
        'ㄼ' or 'ㄽ' or 'ㄾ' or 'ㅀ' => 'ㄹ',
        'ㄻ' => 'ㅁ',
        _ => coda,
    };

    // 제13항, 제14항; 제12항 4 for ㅎ; 제17항 for ㄷ and ㅌ before 이 (and 여, as in 붙여).
    private static SyllableContact Liaison(char coda, HangulSyllable after)
    {
        if (coda == 'ㅇ')
        {
            return new SyllableContact(coda, 'ㅇ');
        }

        if (coda == 'ㅎ')
        {
            return new SyllableContact(HangulSyllable.None, 'ㅇ');
        }

        int pair = Doubles.IndexOf(coda, StringComparison.Ordinal);
        char stays = pair < 0 ? HangulSyllable.None : DoublesFirst[pair];
        char moves = pair < 0 ? coda : DoublesSecond[pair];
        if (moves == 'ㅎ')
        {
            return new SyllableContact(HangulSyllable.None, stays);
        }

        bool palatal = after.Vowel is 'ㅣ' or 'ㅕ';
        return (moves, pair) switch
        {
            ('ㄷ', _) when palatal => new SyllableContact(stays, 'ㅈ'),
            ('ㅌ', _) when palatal => new SyllableContact(stays, 'ㅊ'),
            ('ㅅ', >= 0) => new SyllableContact(stays, 'ㅆ'),
            _ => new SyllableContact(stays, moves),
        };
    }

    // 제12항 1 붙임: ㄱ ㄷ ㅂ ㅈ merge with ㅎ; 제17항 붙임: ㄷ before 히 is ㅊ.
    private static SyllableContact BeforeH(char coda, HangulSyllable after)
    {
        // 닫히다 is 다치다 and 닫혀 is 다처, but 맏형, a compound, is 마텽.
        bool palatal = after.Vowel == 'ㅣ' || after is { Vowel: 'ㅕ', Coda: HangulSyllable.None or 'ㅆ' };
        return coda switch
        {
            'ㄱ' or 'ㄲ' or 'ㅋ' or 'ㄳ' => new SyllableContact(HangulSyllable.None, 'ㅋ'),
            'ㄺ' => new SyllableContact('ㄹ', 'ㅋ'),
            'ㄷ' when palatal => new SyllableContact(HangulSyllable.None, 'ㅊ'),
            'ㄷ' or 'ㅅ' or 'ㅆ' or 'ㅊ' or 'ㅌ' => new SyllableContact(HangulSyllable.None, 'ㅌ'),
            'ㅈ' => new SyllableContact(HangulSyllable.None, 'ㅊ'),
            'ㄵ' => new SyllableContact('ㄴ', 'ㅊ'),
            'ㄾ' => new SyllableContact('ㄹ', palatal ? 'ㅊ' : 'ㅌ'),
            'ㅂ' or 'ㅍ' or 'ㅄ' => new SyllableContact(HangulSyllable.None, 'ㅍ'),
            'ㄼ' => new SyllableContact('ㄹ', 'ㅍ'),
            'ㅎ' => new SyllableContact('ㄷ', 'ㅎ'),
            _ => new SyllableContact(Neutral(coda), 'ㅎ'),
        };
    }

    // 제12항 1 to 3.
    private static SyllableContact AfterH(char coda, char onset)
    {
        char stays = coda switch { 'ㄶ' => 'ㄴ', 'ㅀ' => 'ㄹ', _ => HangulSyllable.None };
        int aspirable = Aspirable.IndexOf(onset, StringComparison.Ordinal);
        return onset switch
        {
            _ when aspirable >= 0 => new SyllableContact(stays, Aspirated[aspirable]),
            'ㅅ' => new SyllableContact(stays, 'ㅆ'),
            _ => Assimilate(new SyllableContact(stays == HangulSyllable.None ? 'ㄷ' : stays, onset)),
        };
    }

    // 제23항 to 제25항; 제10항 and 제11항 for the codas whose sound depends on what follows.
    private static SyllableContact Tense(HangulSyllable before, char onset, bool isStemEnd)
    {
        char coda = before.Coda;
        char said = coda switch
        {
            // 밟다 is 밥따, whereas 넓다 is 널따.
            'ㄼ' when before is { Onset: 'ㅂ', Vowel: 'ㅏ' } => 'ㅂ',
            'ㄺ' when onset == 'ㄱ' && isStemEnd => 'ㄹ',
            _ => Neutral(coda),
        };
        bool tenses = said is 'ㄱ' or 'ㄷ' or 'ㅂ' || coda is 'ㄺ' or 'ㄼ' or 'ㄾ' or 'ㄵ' || (coda == 'ㄻ' && onset != 'ㅂ');
        int plain = Plain.IndexOf(onset, StringComparison.Ordinal);
        return new SyllableContact(said, tenses && plain >= 0 ? Tensed[plain] : onset);
    }

    // 제18항 to 제20항.
    private static SyllableContact Assimilate(SyllableContact met) => (met.Coda, met.Onset) switch
    {
        ('ㄱ', 'ㄴ' or 'ㅁ') => met with { Coda = 'ㅇ' },
        ('ㄷ', 'ㄴ' or 'ㅁ') => met with { Coda = 'ㄴ' },
        ('ㅂ', 'ㄴ' or 'ㅁ') => met with { Coda = 'ㅁ' },
        ('ㄱ', 'ㄹ') => new SyllableContact('ㅇ', 'ㄴ'),
        ('ㄷ', 'ㄹ') => new SyllableContact('ㄴ', 'ㄴ'),
        ('ㅂ', 'ㄹ') => new SyllableContact('ㅁ', 'ㄴ'),
        ('ㅁ' or 'ㅇ', 'ㄹ') => met with { Onset = 'ㄴ' },
        ('ㄴ', 'ㄹ') => new SyllableContact('ㄹ', 'ㄹ'),
        ('ㄹ', 'ㄴ') => new SyllableContact('ㄹ', 'ㄹ'),
        _ => met,
    };
}
