namespace Elysia.Protocol;

/// <summary>What a frame carries.</summary>
public enum FrameKind
{
    /// <summary>The untyped state that greets a viewer.</summary>
    Greeting,

    /// <summary>All fields.</summary>
    Full,

    /// <summary>The fields that a viewer lacks.</summary>
    Delta,

    /// <summary>Protocol 2: the digest of a picture that lacks nothing.</summary>
    Digest,

    /// <summary>Protocol 2: what belongs to the session itself: an answer to a ping, a goodbye ahead of time.</summary>
    Session,

    /// <summary>Her words.</summary>
    Speech,

    /// <summary>Why something was refused.</summary>
    Error,

    /// <summary>What is asked, said or warned of about who may be here.</summary>
    Auth,

    /// <summary>Totals about the server, for who asked for them.</summary>
    Metrics,

    /// <summary>A warning about the server, for who asked for metrics.</summary>
    Alert,
}
