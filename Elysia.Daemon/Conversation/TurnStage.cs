namespace Elysia.Conversation;

/// <summary>Moments of a turn whose distance from its beginning is measured.</summary>
public enum TurnStage
{
    /// <summary>The responder gave its first piece.</summary>
    FirstToken,

    /// <summary>The first sentence was whole.</summary>
    FirstSentence,

    /// <summary>The first sentence, with its sound where she has a voice, was on its way.</summary>
    FirstAudio,

    /// <summary>The last sentence was on its way.</summary>
    Whole,
}
