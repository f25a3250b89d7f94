namespace Elysia.Speech.Phonemes;

/// <summary>What becomes of a coda and the onset after it, when they meet inside a word. Pure; the numbers are articles of
/// 표준 발음법.</summary>
/// <param name="Coda">The coda as it sounds.</param>
/// <param name="Onset">The onset after it as it sounds.</param>
internal readonly record struct Meeting(char Coda, char Onset)
{
    private const string Plain = "ㄱㄷㅂㅅㅈ";
    private const string Tensed = "ㄲㄸㅃㅆㅉ";
    private const string Aspirable = "ㄱㄷㅂㅈ";
    private const string Aspirated = "ㅋㅌㅍㅊ";

    // A double coda stays with its first letter when a vowel takes the second.
    private const string Doubles = "ㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ";
    private const string DoublesFirst = "ㄱㄴㄴㄹㄹㄹㄹㄹㄹㄹㅂ";
    private const string DoublesSecond = "ㅅㅈㅎㄱㅁㅂㅅㅌㅍㅎㅅ";

    /// <summary>How two syllables meet.</summary>
    /// <param name="before">The syllable with the coda.</param>
    /// <param name="after">The syllable with the onset.</param>
    /// <param name="isStemEnd">Whether ㄺ before ㄱ may be the end of a verb's stem, 맑게; false in nouns, 닭과.</param>
    public static Meeting Of(Block before, Block after, bool isStemEnd)
    {
        char coda = before.Coda;
        char onset = after.Onset;
        return coda == Jamo.None ? new Meeting(coda, onset)
            : onset == 'ㅇ' ? Liaison(coda, after)
            : onset == 'ㅎ' ? BeforeH(coda, after)
            : coda is 'ㅎ' or 'ㄶ' or 'ㅀ' ? AfterH(coda, onset)
            : Assimilate(Tense(before, onset, isStemEnd));
    }

    /// <summary>The coda as it sounds where nothing follows it, or a consonant: one of seven (제8항 to 제11항).</summary>
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
    private static Meeting Liaison(char coda, Block after)
    {
        if (coda == 'ㅇ')
        {
            return new Meeting(coda, 'ㅇ');
        }

        if (coda == 'ㅎ')
        {
            return new Meeting(Jamo.None, 'ㅇ');
        }

        int pair = Doubles.IndexOf(coda, StringComparison.Ordinal);
        char stays = pair < 0 ? Jamo.None : DoublesFirst[pair];
        char moves = pair < 0 ? coda : DoublesSecond[pair];
        if (moves == 'ㅎ')
        {
            return new Meeting(Jamo.None, stays);
        }

        bool palatal = after.Vowel is 'ㅣ' or 'ㅕ';
        return (moves, pair) switch
        {
            ('ㄷ', _) when palatal => new Meeting(stays, 'ㅈ'),
            ('ㅌ', _) when palatal => new Meeting(stays, 'ㅊ'),
            ('ㅅ', >= 0) => new Meeting(stays, 'ㅆ'),
            _ => new Meeting(stays, moves),
        };
    }

    // 제12항 1 붙임: ㄱ ㄷ ㅂ ㅈ and ㅎ become one; 제17항 붙임: ㄷ before 히 is ㅊ.
    private static Meeting BeforeH(char coda, Block after)
    {
        // 닫히다 is 다치다 and 닫혀 is 다처, but 맏형, two words in one, is 마텽.
        bool palatal = after.Vowel == 'ㅣ' || after is { Vowel: 'ㅕ', Coda: Jamo.None or 'ㅆ' };
        return coda switch
        {
            'ㄱ' or 'ㄲ' or 'ㅋ' or 'ㄳ' => new Meeting(Jamo.None, 'ㅋ'),
            'ㄺ' => new Meeting('ㄹ', 'ㅋ'),
            'ㄷ' when palatal => new Meeting(Jamo.None, 'ㅊ'),
            'ㄷ' or 'ㅅ' or 'ㅆ' or 'ㅊ' or 'ㅌ' => new Meeting(Jamo.None, 'ㅌ'),
            'ㅈ' => new Meeting(Jamo.None, 'ㅊ'),
            'ㄵ' => new Meeting('ㄴ', 'ㅊ'),
            'ㄾ' => new Meeting('ㄹ', palatal ? 'ㅊ' : 'ㅌ'),
            'ㅂ' or 'ㅍ' or 'ㅄ' => new Meeting(Jamo.None, 'ㅍ'),
            'ㄼ' => new Meeting('ㄹ', 'ㅍ'),
            'ㅎ' => new Meeting('ㄷ', 'ㅎ'),
            _ => new Meeting(Neutral(coda), 'ㅎ'),
        };
    }

    // 제12항 1 to 3.
    private static Meeting AfterH(char coda, char onset)
    {
        char stays = coda switch { 'ㄶ' => 'ㄴ', 'ㅀ' => 'ㄹ', _ => Jamo.None };
        int aspirable = Aspirable.IndexOf(onset, StringComparison.Ordinal);
        return onset switch
        {
            _ when aspirable >= 0 => new Meeting(stays, Aspirated[aspirable]),
            'ㅅ' => new Meeting(stays, 'ㅆ'),
            _ => Assimilate(new Meeting(stays == Jamo.None ? 'ㄷ' : stays, onset)),
        };
    }

    // 제23항 to 제25항; 제10항 and 제11항 for the codas whose sound depends on what follows.
    private static Meeting Tense(Block before, char onset, bool isStemEnd)
    {
        char coda = before.Coda;
        char said = coda switch
        {
            // 밟다 is 밥따, where 넓다 is 널따.
            'ㄼ' when before is { Onset: 'ㅂ', Vowel: 'ㅏ' } => 'ㅂ',
            'ㄺ' when onset == 'ㄱ' && isStemEnd => 'ㄹ',
            _ => Neutral(coda),
        };
        bool tenses = said is 'ㄱ' or 'ㄷ' or 'ㅂ' || coda is 'ㄺ' or 'ㄼ' or 'ㄾ' or 'ㄵ' || (coda == 'ㄻ' && onset != 'ㅂ');
        int plain = Plain.IndexOf(onset, StringComparison.Ordinal);
        return new Meeting(said, tenses && plain >= 0 ? Tensed[plain] : onset);
    }

    // 제18항 to 제20항.
    private static Meeting Assimilate(Meeting met) => (met.Coda, met.Onset) switch
    {
        ('ㄱ', 'ㄴ' or 'ㅁ') => met with { Coda = 'ㅇ' },
        ('ㄷ', 'ㄴ' or 'ㅁ') => met with { Coda = 'ㄴ' },
        ('ㅂ', 'ㄴ' or 'ㅁ') => met with { Coda = 'ㅁ' },
        ('ㄱ', 'ㄹ') => new Meeting('ㅇ', 'ㄴ'),
        ('ㄷ', 'ㄹ') => new Meeting('ㄴ', 'ㄴ'),
        ('ㅂ', 'ㄹ') => new Meeting('ㅁ', 'ㄴ'),
        ('ㅁ' or 'ㅇ', 'ㄹ') => met with { Onset = 'ㄴ' },
        ('ㄴ', 'ㄹ') => new Meeting('ㄹ', 'ㄹ'),
        ('ㄹ', 'ㄴ') => new Meeting('ㄹ', 'ㄹ'),
        _ => met,
    };
}
