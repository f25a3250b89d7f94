namespace Elysia.Conversation;

/// <summary>What a message is about, as far as fixed phrases go, and so what she answers to.</summary>
internal enum Topic
{
    /// <summary>Nothing that she knows.</summary>
    Other,

    /// <summary>A question that she has no phrase for.</summary>
    Question,

    /// <summary>Somebody thinks aloud.</summary>
    Thought,

    /// <summary>Somebody is glad.</summary>
    Joy,

    /// <summary>Somebody is sad.</summary>
    Sorrow,

    /// <summary>Somebody may be in danger from themselves.</summary>
    Danger,

    /// <summary>Hello.</summary>
    Greeting,

    /// <summary>Goodbye.</summary>
    Goodbye,

    /// <summary>Thank you.</summary>
    Thanks,

    /// <summary>Her name.</summary>
    Name,

    /// <summary>The name of the one who talks.</summary>
    Introduction,

    /// <summary>What she is: a person, an AI, a program.</summary>
    Nature,

    /// <summary>Whether her feelings are real.</summary>
    OwnFeelings,

    /// <summary>Her spirits.</summary>
    Spirits,

    /// <summary>How she is.</summary>
    HowAreYou,

    /// <summary>How she is, in a glad mood.</summary>
    HowWhenGlad,

    /// <summary>How she is, in a heavy mood.</summary>
    HowWhenHeavy,

    /// <summary>How she is, wide awake.</summary>
    HowWhenAwake,

    /// <summary>How she is, at peace.</summary>
    HowWhenCalm,

    /// <summary>What was said to her before.</summary>
    Memory,

    /// <summary>The same, when nothing was.</summary>
    MemoryEmpty,

    /// <summary>Her thinking failed; not asked for by anybody.</summary>
    Failure,

    /// <summary>The model she thinks with gave nothing, so she answers by herself; said before that answer.</summary>
    ModelFailure,

    /// <summary>The model she thinks with broke off; said after what it gave.</summary>
    LostThread,
}
