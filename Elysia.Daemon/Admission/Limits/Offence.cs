namespace Elysia.Admission.Limiting;

/// <summary>What an address may be told off for. Honest clients do each of these now and then; who does them again and again is
/// named in the log.</summary>
public enum Offence
{
    /// <summary>It connected too often, or had too many connections.</summary>
    TooManyConnections,

    /// <summary>Its request took too long to arrive.</summary>
    SlowRequest,

    /// <summary>Its request had no end.</summary>
    EndlessRequest,

    /// <summary>It asked for a WebSocket in a way that is not one's.</summary>
    BadUpgrade,

    /// <summary>A page of another site tried to connect.</summary>
    ForeignOrigin,

    /// <summary>It went on sending messages far over its share.</summary>
    MessageFlood,

    /// <summary>It was closed for what it sent: not the protocol, not text, too big, or in too many pieces.</summary>
    BadMessage,

    /// <summary>It presented a token that is not valid.</summary>
    BadToken,
}
