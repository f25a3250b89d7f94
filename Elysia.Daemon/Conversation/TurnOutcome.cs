namespace Elysia.Conversation;

/// <summary>How a turn ended.</summary>
public enum TurnOutcome
{
    /// <summary>Everything was said.</summary>
    Said,

    /// <summary>The asker interrupted her.</summary>
    Interrupted,

    /// <summary>The asker left.</summary>
    Left,

    /// <summary>The responder failed; she said so.</summary>
    Failed,
}
