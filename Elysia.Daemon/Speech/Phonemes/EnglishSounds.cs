using System.Collections.Frozen;

namespace Elysia.Speech.Phonemes;

/// <summary>Converts English words to phonemes by spelling rules, for use without a synthesiser. Pure; any
/// thread.</summary>
/// <remarks>Accurate enough for a mouth: vowels and lips matter, and finer differences between consonants are not
/// visible.</remarks>
internal static class EnglishSounds
{
    // The rule with the longest spelling wins; ^ is the start of a word, $ its end.
    private const string Rules =
        "tion ʃ ə n|sion ʒ ə n|cious ʃ ə s|tious ʃ ə s|ture$ tʃ ɚ|ough ɔː|augh ɔː|eigh eɪ|igh aɪ|tch tʃ|sch s k|dge dʒ|"
        + "ch tʃ|sh ʃ|th θ|ph f|wh w|ck k|ng ŋ|nk ŋ k|qu k w|gh |^kn n|^wr ɹ|^ps s|mb$ m|ee iː|ea iː|oo uː|ou aʊ|ow oʊ|"
        + "oa oʊ|oi ɔɪ|oy ɔɪ|ai eɪ|ay eɪ|au ɔː|aw ɔː|ie$ aɪ|ie iː|ei eɪ|ey$ i|eu uː|ew uː|ui uː|ue$ uː|er ɚ|ir ɜː|ur ɜː|"
        + "ar ɑːɹ|or ɔːɹ|oor ɔːɹ|our aʊ ɚ|air ɛɹ|are$ ɛɹ|ear ɪɹ|eer ɪɹ|ore$ ɔːɹ|ire$ aɪ ɚ|all ɔː l|alk ɔː k|old oʊ l d|"
        + "ind$ aɪ n d|ce s|ci s ɪ|cy s i|ge dʒ|gi dʒ ɪ|gg ɡ|^y j|y$ i|y ɪ|es$ z|ed$ d|le$ ə l|e$ |^e ɛ|a$ ə|a æ|b b|c k|"
        + "d d|e ɛ|f f|g ɡ|h h|i ɪ|j dʒ|k k|l l|m m|n n|o$ oʊ|o ɑː|p p|q k|r ɹ|s$ z|s s|t t|u ʌ|v v|w w|x k s|z z|bb b|"
        + "cc k|dd d|ff f|ll l|mm m|nn n|pp p|rr ɹ|ss s|tt t|zz z";

    // Frequent words whose pronunciation differs from their spelling.
    private const string Known =
        "a ə|the ð ə|i aɪ|im aɪ m|ive aɪ v|ill aɪ l|id aɪ d|you j uː|youre j ʊɹ|your j ʊɹ|to t ə|of ʌ v|are ɑːɹ|"
        + "was w ʌ z|were w ɜː|one w ʌ n|once w ʌ n s|two t uː|four f ɔːɹ|eight eɪ t|have h æ v|has h æ z|is ɪ z|his h ɪ z|"
        + "as æ z|do d uː|does d ʌ z|done d ʌ n|said s ɛ d|says s ɛ z|love l ʌ v|come k ʌ m|some s ʌ m|there ð ɛɹ|"
        + "their ð ɛɹ|they ð eɪ|this ð ɪ s|that ð æ t|these ð iː z|those ð oʊ z|then ð ɛ n|than ð æ n|with w ɪ ð|"
        + "them ð ɛ m|what w ʌ t|who h uː|whose h uː z|where w ɛɹ|here h ɪɹ|he h iː|she ʃ iː|we w iː|me m iː|be b iː|"
        + "my m aɪ|by b aɪ|why w aɪ|try t ɹ aɪ|sky s k aɪ|cry k ɹ aɪ|fly f l aɪ|go ɡ oʊ|no n oʊ|so s oʊ|know n oʊ|now n aʊ|"
        + "how h aʊ|down d aʊ n|people p iː p ə l|friend f ɹ ɛ n d|heart h ɑːɹ t|great ɡ ɹ eɪ t|good ɡ ʊ d|look l ʊ k|"
        + "book b ʊ k|could k ʊ d|would w ʊ d|should ʃ ʊ d|thought θ ɔː t|though ð oʊ|through θ ɹ uː|enough ᵻ n ʌ f|"
        + "dont d oʊ n t|hello h ə l oʊ|give ɡ ɪ v|get ɡ ɛ t|live l ɪ v|very v ɛ ɹ i|any ɛ n i|many m ɛ n i|only oʊ n l i|"
        + "other ʌ ð ɚ|mother m ʌ ð ɚ|something s ʌ m θ ɪ ŋ|world w ɜː l d|word w ɜː d|words w ɜː d z|work w ɜː k|"
        + "water w ɔː t ɚ|put p ʊ t|music m j uː z ɪ k|head h ɛ d|ready ɹ ɛ d i|feel f iː l|from f ɹ ʌ m|for f ɔːɹ|or ɔːɹ|"
        + "and æ n d|elysia ɛ l iː ʒ ə";

    private static readonly string[] LetterNames =
    [
        "eɪ", "b iː", "s iː", "d iː", "iː", "ɛ f", "dʒ iː", "eɪ tʃ", "aɪ", "dʒ eɪ", "k eɪ", "ɛ l",
        "ɛ m", "ɛ n", "oʊ", "p iː", "k j uː", "ɑːɹ",
        "ɛ s", "t iː", "j uː", "v iː", "d ʌ b ə l j uː", "ɛ k s", "w aɪ", "z iː",
    ];

    private static readonly FrozenDictionary<string, string> ByRule = Read(Rules);
    private static readonly FrozenDictionary<string, string> ByHeart = Read(Known);
    private static readonly int LongestRule = ByRule.Keys.Max(rule => rule.Length);

    /// <summary>Returns the phonemes of one word.</summary>
    /// <param name="word">Latin letters, upper or lower case, without apostrophes.</param>
    public static IReadOnlyList<string> From(string word)
    {
        string lower = word.ToLowerInvariant();
        if (ByHeart.TryGetValue(lower, out string? known))
        {
            return Split(known);
        }

        // Abbreviations such as AI and USA are spelled out.
        const int AbbreviationMax = 4;
        if (word.Length is > 1 and <= AbbreviationMax && word.All(char.IsAsciiLetterUpper))
        {
            return [.. lower.SelectMany(letter => Split(LetterNames[letter - 'a']))];
        }

        var sounds = new List<string>();
        for (int at = 0; at < lower.Length;)
        {
            if (LongVowel(lower, at) is { } sound)
            {
                sounds.Add(sound);
                at++;
            }
            else
            {
                at += Apply(lower, at, sounds);
            }
        }

        return sounds.Count > 0 ? sounds : [.. lower.Where(char.IsAsciiLetter).SelectMany(l => Split(LetterNames[l - 'a']))];
    }

    // "made", "time", "home", "cute": a vowel, one consonant and a silent e.
    private static string? LongVowel(string word, int at)
    {
        bool isMagic = at + 3 == word.Length && word[^1] == 'e' && !IsVowel(word[at + 1])
            && word[at + 1] is not ('r' or 'w' or 'x') && (at == 0 || !IsVowel(word[at - 1]));
        return !isMagic ? null : word[at] switch
        {
            'a' => "eɪ",
            'e' => "iː",
            'i' or 'y' => "aɪ",
            'o' => "oʊ",
            'u' => "uː",
            _ => null,
        };
    }

    private static int Apply(string word, int at, List<string> sounds)
    {
        bool isFirst = at == 0;
        for (int length = Math.Min(LongestRule, word.Length - at); length > 0; length--)
        {
            string spelling = word.Substring(at, length);
            bool isLast = at + length == word.Length;
            string? said = (isFirst ? ByRule.GetValueOrDefault("^" + spelling) : null)
                ?? (isLast && !isFirst ? ByRule.GetValueOrDefault(spelling + "$") : null) ?? ByRule.GetValueOrDefault(spelling);
            if (said is not null)
            {
                sounds.AddRange(Split(said));

                // "ge", "ce": the e may be a vowel of its own, as in "general".
                return spelling is "ge" or "ce" && !isLast ? 1 : length;
            }
        }

        return 1;
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';

    private static string[] Split(string sounds) => sounds.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static FrozenDictionary<string, string> Read(string table) =>
        table.Split('|').Select(row => row.Split(' ', 2)).ToFrozenDictionary(pair => pair[0], pair => pair[1]);
}
