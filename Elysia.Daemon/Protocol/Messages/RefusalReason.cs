namespace Elysia.Protocol.Messages;

/// <summary>The reason for refusing a message of a client. An enumeration, so that refusals can be counted by
/// reason.</summary>
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

    /// <summary>More messages than the client may send.</summary>
    RateLimited,

    /// <summary>The engine that handles the message has a full queue; the client may try again later.</summary>
    Busy,

    /// <summary>The maximum number of texts of the client already wait for an answer; the next answer frees a
    /// place.</summary>
    TooManyChats,

    /// <summary>The client's role does not permit the message.</summary>
    RoleNeeded,

    /// <summary>A token that was sent as a message was refused.</summary>
    TokenRefused,
}
