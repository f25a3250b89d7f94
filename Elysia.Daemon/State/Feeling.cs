namespace Elysia.State;

/// <summary>The named feelings an event can carry (system.md section 3).</summary>
internal enum Feeling
{
    /// <summary>Nothing in particular.</summary>
    Neutral,

    /// <summary>At peace.</summary>
    Calm,

    /// <summary>Glad and looking forward; also called joy.</summary>
    Hopeful,

    /// <summary>Attentive.</summary>
    Focused,

    /// <summary>Turned inward; also called sadness.</summary>
    Introspective,

    /// <summary>Hollow.</summary>
    Empty,
}
