using Elysia.Languages;

namespace Elysia.Conversation;

/// <summary>The words that identify a topic, data only. The first topic that matches wins, so the order
/// matters.</summary>
/// <remarks>English entries are whole words without apostrophes; for Korean ones see <see cref="Utterance.Cue"/>. "|"
/// is the end of a clause and "|?" that of a question, see <see cref="Utterance.Spaced"/>.</remarks>
internal static class TopicWords
{
    /// <summary>Topics that take precedence over any feeling in the same message.</summary>
    public static readonly (Topic Topic, string[] Cues)[] First =
    [
        Create(Topic.Danger,
            "kill myself", "killing myself", "end my life", "suicide", "suicidal", "want to die", "wanna die",
            "hurt myself",
            " 죽고 싶", " 죽고싶", " 자살", " 자해", " 살기 싫", " 살기싫"),
        Create(Topic.Nature,
            "who are you", "what are you |", "what are you really", "what are you exactly", "what exactly are you",
            "what you are |", "who you are |", "tell me about yourself", "introduce yourself", "how do you work",
            "who made you", "who created you", "who built you", "what model are you", "which model are you",
            "what model is", "which model is", "can you think |", "can you reason |",
            "language model", "llm", "chatgpt", "gpt",
            "너뭐야", "넌뭐야", "너는뭐야", "넌뭐니", "너는뭐니", "당신은뭐", "당신은무엇", "너는무엇", "정체가뭐", "네정체", "너의정체", "정체를밝", "너누구", "넌누구",
            "너는누구", "당신은누구", "당신누구", "|누구세요", "|누구예요", "|누구야", "|누구니", "사람이야|?", "사람이니", "사람이냐", "사람인가", "사람이에요|?",
            "사람이예요|?", "사람입니까", "사람맞", "사람아니", "진짜사람", "인간이야|?", "인간이니", "인간이냐", "인간인가", "인간이에요|?", "인간입니까", "인간맞",
            "진짜인간", "로봇이야|?", "로봇이니", "로봇이냐", "로봇이에요|?", "너로봇", "넌로봇", "로봇인가", "로봇입니까", "로봇이지", "기계야|?", "너기계", "넌기계",
            "기계니", "기계인가", "프로그램이야|?", "프로그램이에요|?", "너프로그램", "넌프로그램", "프로그램인가", "ai야", "ai니", "ai냐", "ai예요", "ai에요",
            "ai인가", "ai이", "ai지", "ai맞", "ai입니까", "에이아이", "인공지능이", "인공지능인", "인공지능입", "챗봇", "챗지피티", "gpt야", "언어모델",
            "자기소개", "누가만들", "널만든", "너를만든", "어떻게작동", "살아있니", "살아있어|?"),
        Create(Topic.OwnFeelings,
            "do you have feelings", "do you have emotions", "have real feelings", "can you feel",
            "do you feel anything", "do you really feel", "do you have a soul", "do you have a heart",
            "do you love", "do you like me",
            "감정이있", "감정있", "감정을느", "느낄수있", "마음이있", "영혼이있", "의식이있", "날사랑해|?", "나사랑해|?", "나를사랑해|?", "날좋아해|?",
            "나좋아해|?", "나를좋아해|?"),
        Create(Topic.Memory,
            "what did i say", "what did i just", "what i said", "what i just said", "what have i said",
            "what did i tell you", "what did i ask", "what was i saying", "do you remember |", "do you remember what",
            "remember what i", "what were we talking about", "what did we talk about",
            "뭐라고했", "뭐라했", "뭐라그랬", "무슨말했", "무슨말을했", "내가한말", "제가한말", "내가말한", "제가말한", "무슨얘기했",
            "무슨이야기했", "무슨얘기를했", "기억나|", "기억나요|", "기억해|?", "기억하니", "기억해요|?", "기억하고있"),
        Create(Topic.HowAreYou,
            "how are you", "how r u", "how are u", "how do you feel", "how are you feeling", "hows it going",
            "how is it going", "how have you been", "hows your day", "are you ok", "are you okay", "are you happy",
            "are you sad", "are you fine", "whats up", "how is your mood", "hows your mood", "your mood",
            "how about you", "and you |",
            "기분어때", "기분이어때", "기분은어때", "잘지내", "잘지냈", "어떻게지내", "괜찮아|?", "괜찮아요|?", "오늘어때", "너는어때",
            "넌어때", "당신은어때", "행복해|?", "행복하니", "행복해요|?", "너슬퍼", "너는슬퍼", "넌슬퍼"),
        Create(Topic.Spirits, "spirit", "spirits", "정령", "스피릿"),
        Create(Topic.Question,
            "what is my name", "whats my name", "know my name", "remember my name",
            "내이름이뭐", "내이름뭐", "내이름알", "내이름은뭐", "제이름이뭐", "제이름알"),
        Create(Topic.Introduction,
            "my name is", "my names", "just call me", "you can call me", "please call me",
            "내이름은", "제이름은"),
        Create(Topic.Name,
            "your name", "what should i call you", "what can i call you",
            "네이름", "너이름", "니이름", "너의이름", "당신이름", "당신의이름", "이름이뭐", "이름은뭐", "이름뭐", "이름이어떻게", "이름알려", "이름을알려",
            "뭐라고불러", "뭐라고부르"),
        Create(Topic.Thanks, "thanks", "thank you", "thank u", "thx", "ty", " 고마", " 고맙", " 감사", "땡큐"),
        Create(Topic.Goodbye,
            "bye", "goodbye", "bye bye", "good night", "goodnight", "see you |", "see you soon", "see you later",
            "see you tomorrow", "see you again", "see ya", "farewell", "gotta go", "have to go",
            "take care",
            "잘가|", "잘가요", "잘가라", "잘있어", "안녕히", "잘자|", "잘자요", "잘자라|", "다음에봐", "다음에또", "또봐", "또봬",
            "나중에봐", "바이바이", "이만가", "가볼게", "굿나잇"),
    ];

    /// <summary>Words of greeting; any joy or sorrow in the same message takes precedence over them.</summary>
    public static readonly string[] Greeting = Create(Topic.Greeting,
        "hi", "hello", "hey", "hiya", "howdy", "greetings", "good morning", "good afternoon", "good evening",
        "nice to meet you", "| elysia |", "안녕", "하이|", "헬로", "반가", "반갑", "좋은아침", "좋은하루", "처음뵙", "엘리시아|").Cues;

    /// <summary>Nouns that make a clause with "are you" a question about her nature.</summary>
    public static readonly HashSet<string> Beings =
    [
        "ai", "human", "person", "people", "real", "robot", "bot", "chatbot", "program", "machine", "alive",
        "conscious", "sentient", "computer", "artificial", "software", "model", "claude", "gemini", "fake",
    ];

    /// <summary>The same for a clause with "you are": "you are a good person" is a compliment, not a
    /// question.</summary>
    public static readonly HashSet<string> Machines =
    [
        "ai", "robot", "bot", "chatbot", "program", "machine", "computer", "software", "model", "human",
    ];

    private static (Topic Topic, string[] Cues) Create(Topic topic, params string[] cues) =>
        (topic, [.. cues.Select(Utterance.Cue)]);
}
