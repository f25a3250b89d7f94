namespace Elysia.Emotion.Words;

/// <summary>What an entry of a <see cref="Lexicon"/> does to the feeling of a clause.</summary>
internal enum WordKind
{
    /// <summary>Gladness.</summary>
    Joy,

    /// <summary>Sorrow, and every other hurt: fear, anger, shame.</summary>
    Sorrow,

    /// <summary>Thinking and asking.</summary>
    Thought,

    /// <summary>Makes what follows stronger.</summary>
    More,

    /// <summary>Makes what follows weaker.</summary>
    Less,

    /// <summary>Denies what follows.</summary>
    Not,

    /// <summary>Looks like one of the others and is none: "not only".</summary>
    Over,

    /// <summary>Says that what follows is past: "used to".</summary>
    Past,

    /// <summary>Parts a sentence in two of which the second counts more: "but".</summary>
    Turn,

    /// <summary>Ends the reach of a denial: "because".</summary>
    End,
}
