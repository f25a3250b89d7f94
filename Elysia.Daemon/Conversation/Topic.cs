namespace Elysia.Conversation;

/// <summary>The topic of a message, which selects a fixed phrase for the answer.</summary>
internal enum Topic
{
    /// <summary>No known topic.</summary>
    Other,

    /// <summary>A question for which there is no phrase.</summary>
    Question,

    /// <summary>The speaker is thinking aloud.</summary>
    Thought,

    /// <summary>The speaker is glad.</summary>
    Joy,

    /// <summary>The speaker is sad.</summary>
    Sorrow,

    /// <summary>The speaker may be in danger of hurting themselves.</summary>
    Danger,

    /// <summary>A greeting.</summary>
    Greeting,

    /// <summary>A goodbye.</summary>
    Goodbye,

    /// <summary>Thanks.</summary>
    Thanks,

    /// <summary>A question about her name.</summary>
    Name,

    /// <summary>The name of the speaker.</summary>
    Introduction,

    /// <summary>A question about her nature: a person, an AI, a program.</summary>
    Nature,

    /// <summary>A question whether her feelings are real.</summary>
    OwnFeelings,

    /// <summary>A question about her spirits.</summary>
    Spirits,

    /// <summary>A question about her mood.</summary>
    HowAreYou,

    /// <summary>The answer to <see cref="HowAreYou"/> in a glad mood.</summary>
    HowWhenGlad,

    /// <summary>The answer to <see cref="HowAreYou"/> in a heavy mood.</summary>
    HowWhenHeavy,

    /// <summary>The answer to <see cref="HowAreYou"/> when she is wide awake.</summary>
    HowWhenAwake,

    /// <summary>The answer to <see cref="HowAreYou"/> when she is calm.</summary>
    HowWhenCalm,

    /// <summary>A question about what was said to her before.</summary>
    Memory,

    /// <summary>The same, if nothing was said before.</summary>
    MemoryEmpty,

    /// <summary>The responder failed. No message has this topic.</summary>
    Failure,

    /// <summary>The model gave nothing, so she answers without it; said before that answer.</summary>
    ModelFailure,

    /// <summary>The model broke off; said after the part it gave.</summary>
    LostThread,
}
