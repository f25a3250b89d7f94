namespace Elysia.Admission.Limiting;

/// <summary>Whether one more connection is taken, or why not.</summary>
public enum ConnectionVerdict
{
    /// <summary>Taken.</summary>
    Accept,

    /// <summary>503 with Retry-After: there is no place for one more connection, and none is half-open.</summary>
    NoRoom,

    /// <summary>503 with Retry-After: strangers connect faster than all of them together may.</summary>
    TooFast,

    /// <summary>429 with Retry-After: the address has as many connections as one may have.</summary>
    TooManyOfAddress,

    /// <summary>429 with Retry-After: the address connects faster than one may.</summary>
    AddressTooFast,
}
