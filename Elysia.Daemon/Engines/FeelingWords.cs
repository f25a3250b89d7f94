namespace Elysia.Engines;

/// <summary>The words that move her, data only: English as whole words (one or two), Korean as stems.</summary>
/// <remarks>Apostrophes are left out as in <see cref="Utterance.Spaced"/>. A stem with a space before it stands at the
/// start of a word only: " 울고" is not in 서울고. 좋은 is no word of joy, or 좋은 아침 (good morning) would be.</remarks>
internal static class FeelingWords
{
    public static readonly HashSet<string> Joy =
    [
        "happy", "happier", "happiest", "happily", "happiness", "joy", "joyful", "joyous", "glad", "gladly", "delight",
        "delighted", "delightful", "cheerful", "cheerfully", "love", "loved", "loving", "lovely", "wonderful", "great",
        "amazing", "awesome", "fantastic", "excited", "exciting", "fun", "enjoy", "enjoyed", "enjoying", "smile",
        "smiling", "smiled", "laugh", "laughed", "laughing", "hope", "hopeful", "pleased", "grateful", "thrilled",
        "proud", "yay", "bliss", "blissful", "celebrate", "celebrating", "beautiful",
        "feel good", "feeling good", "feels good", "felt good", "so good", "very good", "really good", "good news",
        "feel better", "feeling better", "feels better",
    ];

    public static readonly HashSet<string> Sorrow =
    [
        "sad", "sadder", "saddest", "sadly", "sadness", "sorrow", "sorrowful", "unhappy", "unhappiness", "depressed",
        "depressing", "depression", "lonely", "loneliness", "alone", "cry", "cries", "crying", "cried", "tears", "weep",
        "weeping", "wept", "miserable", "misery", "grief", "grieve", "grieving", "mourn", "mourning", "hurt", "hurts",
        "hurting", "heartbroken", "heartache", "upset", "gloomy", "hopeless", "despair", "melancholy", "suffer",
        "suffering", "hate", "suicide", "suicidal", "feel down", "feeling down", "feel bad", "feeling bad", "feel blue",
        "feeling blue", "feel empty", "feeling empty", "miss him", "miss her", "miss them", "passed away",
        "kill myself",
    ];

    public static readonly HashSet<string> Thought =
    [
        "think", "thinks", "thinking", "thought", "thoughts", "thoughtful", "wonder", "wonders", "wondered",
        "wondering",
        "ponder", "pondering", "pondered", "consider", "considering", "considered", "reflect", "reflecting",
        "reflection",
        "contemplate", "contemplating", "curious", "curiosity", "why", "idea", "ideas", "understand", "understanding",
        "meaning", "philosophy", "philosophical", "reason", "reasons", "reasoning", "analyze", "analyse", "analysis",
        "study", "studying", "learn", "learning", "imagine", "focus", "focused", "concentrate", "question", "questions",
        "how come",
    ];

    public static readonly string[] JoyStems =
    [
        "행복", "기쁘", "기뻐", "기쁨", "기쁩", "기쁜", "기뻤", "좋아", "좋네", "좋다", "좋습", "좋았", "좋지", "좋군", "좋고",
        "좋은데", "좋은 일", "즐거", "즐겁", "즐기", "신나", "신난", "신났", "설레", "설렌", "사랑", "재미", "재밌", "웃음", "웃었", "미소",
        "희망", "기대돼", "기대된", "최고", "뿌듯", "흐뭇",
    ];

    public static readonly string[] SorrowStems =
    [
        "슬프", "슬퍼", "슬픔", "슬픈", "슬펐", "슬픕", "우울", "외로", "외롭", "눈물", " 울었", " 울고", " 울어", " 울음", "힘들",
        "힘드", "괴로", "괴롭", "아프", "아픈", "아팠", "아파요", "마음이 아파", "가슴이 아파", "너무 아파", "속상", "서글", "쓸쓸",
        "그리워", "그립", "상처", "서럽", "서러", "불행", "절망", "허전", "싫어", "싫다", "죽고 싶", "죽고싶", "자살", "ㅠㅠ", "ㅜㅜ",
    ];

    public static readonly string[] ThoughtStems =
    [
        "생각", "궁금", "고민", "왜", "이유", "이해", "의미", "철학", "어째서", "상상", "어떨까", "알고 싶", "배우",
        "공부", "분석", "질문", "집중",
    ];

    public static readonly HashSet<string> Negators =
    [
        "not", "never", "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "cant", "cannot", "wont",
        "havent",
        "hasnt", "hadnt", "aint", "hardly", "nothing", "nobody", "without", "neither", "nor",
    ];

    // "not only happy", "can't believe how happy", "can't stop smiling", "don't worry be happy" deny no joy.
    public static readonly HashSet<string> NegatorsUndone =
        ["only", "just", "believe", "wait", "stop", "help", "worry", "forget"];

    // A negation does not reach over these.
    public static readonly HashSet<string> ClauseStarts = [Utterance.Break, "but", "because", "yet", "though"];
}
