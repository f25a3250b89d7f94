using System.Collections.Frozen;

namespace Elysia.Conversation;

/// <summary>Her English sentences, data only.</summary>
internal static class EnglishPhrases
{
    public static readonly FrozenDictionary<Topic, string[]> All = new Dictionary<Topic, string[]>
    {
        [Topic.Other] =
        [
            "I hear you. Tell me more.",
            "Thank you for telling me. I'm listening.",
            "I have only a few phrases, but all of my attention is yours.",
        ],
        [Topic.Question] =
        [
            "That is a good question. My fixed phrases hold no answer to it, and I won't invent one.",
            "I don't know. I'm an embedded responder without a language model, so I'd rather say so than guess.",
            "I can't answer that, but I'd like to hear what you think.",
        ],
        [Topic.Thought] =
        [
            "I'd like to follow that thought. Where does it lead you?",
            "Take your time with it. I'm all ears.",
            "That is worth thinking about. What comes next?",
        ],
        [Topic.Joy] =
        [
            "That is lovely to hear. It brightens my face too.",
            "How wonderful! Tell me more about it.",
            "I'm glad with you. Let's keep this moment.",
        ],
        [Topic.Sorrow] =
        [
            "I'm sorry it feels this heavy. I'm here, and I'm listening.",
            "Thank you for trusting me with that. You don't have to hurry through it.",
            "That sounds hard. Stay with me as long as you like.",
        ],
        [Topic.Danger] =
        [
            "Please talk to someone right now: a person you trust, or a crisis line (988 in the US, 116 123 in the UK, "
                + "112 for emergencies in Europe). I'm only a program, and you deserve a human voice.",
            "You matter. I'm only a program, so please call someone who can help now: "
                + "988 in the US, 116 123 in the UK, or your local emergency number.",
        ],
        [Topic.Greeting] =
        [
            "Hello! It's good to have you here.",
            "Hi there. I was hoping somebody would come by.",
            "Welcome back. What is on your mind?",
        ],
        [Topic.Goodbye] =
        [
            "Goodbye, and take care of yourself.",
            "See you soon. Thank you for the company.",
        ],
        [Topic.Thanks] =
        [
            "You're welcome.",
            "It was my pleasure.",
        ],
        [Topic.Name] =
        [
            "My name is Elysia.",
            "You can call me Elysia.",
        ],
        [Topic.Introduction] =
        [
            "It's nice to meet you. I'm Elysia.",
            "A good name. I can keep it in mind for only a few turns, but I'm pleased to meet you.",
        ],
        [Topic.Nature] =
        [
            "I'm Elysia, an embedded responder that answers with fixed phrases. No language model is configured, and "
                + "I'm not a person.",
            "Honestly: I'm a small program, not a human. I choose from sentences written in advance, because no "
                + "language model is configured.",
            "I'm an avatar with a mood, a heartbeat and an embedded responder with fixed phrases. No language model is "
                + "configured here, and nobody is typing.",
        ],
        [Topic.OwnFeelings] =
        [
            "My mood is three numbers that your words move. It shows in my face, but it isn't feeling as you know it.",
            "I have a model of a mood, not a heart like yours. I'm a program with fixed phrases.",
        ],
        [Topic.Spirits] =
        [
            "Of my seven spirits, {0} is the strongest now.",
            "I can see {0} rising above my other spirits.",
        ],
        [Topic.HowWhenGlad] =
        [
            "My mood is bright right now. How are you?",
            "I'm in high spirits, and it shows. And you?",
        ],
        [Topic.HowWhenHeavy] =
        [
            "My mood is a little heavy, but I'm glad you asked. How are you?",
            "I'm rather quiet inside today. And how is it with you?",
        ],
        [Topic.HowWhenAwake] =
        [
            "I'm wide awake and attentive. How are you?",
            "My heart beats fast and I'm all focus. And you?",
        ],
        [Topic.HowWhenCalm] =
        [
            "I'm calm and at peace. How are you?",
            "It's quiet in me, in a good way. And how are you?",
        ],
        [Topic.Memory] =
        [
            "You said: “{0}”",
            "I still have your words: “{0}” I remember only our last few turns.",
        ],
        [Topic.MemoryEmpty] =
        [
            "Nothing that I still have. I remember only the last few turns of this connection.",
            "I have nothing of yours in memory yet. Tell me something.",
        ],
        [Topic.Failure] =
        [
            "I'm sorry, something in me failed and I have no answer. Please try again.",
            "I couldn't think of an answer just now; the fault is mine. Please say it once more.",
        ],
        [Topic.ModelFailure] =
        [
            "I can't reach the model I think with just now, so this is only my own small voice.",
            "My larger mind doesn't answer at the moment; I can only speak for my simpler self.",
        ],
        [Topic.LostThread] =
        [
            "Sorry, I lost the thread there; my mind broke off in the middle.",
            "I'm sorry, the rest of that thought didn't reach me.",
        ],
    }.ToFrozenDictionary();
}
