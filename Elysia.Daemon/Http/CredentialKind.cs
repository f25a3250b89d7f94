namespace Elysia.Http;

/// <summary>How a request shows that it may come in.</summary>
public enum CredentialKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By a token, in the Authorization header or as a subprotocol.</summary>
    Token,

    /// <summary>By a ticket, as a subprotocol or in the address.</summary>
    Ticket,

    /// <summary>By a token in the address, which is refused: addresses are kept by proxies and histories.</summary>
    TokenInAddress,
}
