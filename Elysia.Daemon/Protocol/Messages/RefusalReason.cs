namespace Elysia.Protocol.Messages;

/// <summary>Why a message of a client was not taken. Named, so that it can be counted.</summary>
internal enum RefusalReason
{
    /// <summary>Not refused.</summary>
    None,

    /// <summary>Not JSON.</summary>
    Malformed,

    /// <summary>JSON, but not an object with a known type.</summary>
    UnknownType,

    /// <summary>A field is missing, of the wrong kind, out of range or not finite.</summary>
    InvalidField,

    /// <summary>More messages than the client's share.</summary>
    RateLimited,

    /// <summary>The engine behind the message has no room; later it will.</summary>
    Busy,

    /// <summary>As many texts of the client wait for an answer as may; with the next answer there is room.</summary>
    TooManyChats,

    /// <summary>The client's role may not say that.</summary>
    RoleNeeded,

    /// <summary>A token that came as a message was not taken.</summary>
    TokenRefused,
}
