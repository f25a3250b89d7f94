namespace Elysia.Http;

/// <summary>What a request shows to be let in. Pure; what is in it must not be logged.</summary>
/// <param name="Kind">How it is shown.</param>
/// <param name="Value">The token or the ticket; empty when there is none.</param>
internal readonly record struct Credential(CredentialKind Kind, string Value)
{
    private const string Scheme = "Bearer ";
    private const string TokenPrefix = "elysia.token.";
    private const string TicketPrefix = "elysia.ticket.";

    // By these names others take tokens in an address, where every proxy and every history keeps them.
    private static readonly string[] TokenNames = ["token", "access_token", "jwt", "auth"];

    /// <summary>What a request shows. A header counts before a subprotocol, and that before a ticket in the address.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="query">The parameters of its address.</param>
    public static Credential From(Func<string, string?> headers, Func<string, string?> query)
    {
        if (Array.Exists(TokenNames, name => !string.IsNullOrEmpty(query(name))))
        {
            return new Credential(CredentialKind.TokenInAddress, "");
        }

        if ((Bearer(headers) ?? Offered(headers, TokenPrefix)) is { } token)
        {
            return new Credential(CredentialKind.Token, token);
        }

        return (Offered(headers, TicketPrefix) ?? query("ticket")) is { } ticket
            ? new Credential(CredentialKind.Ticket, ticket)
            : new Credential(CredentialKind.None, "");
    }

    /// <summary>The token of the Authorization header (RFC 6750 section 2.1); null when there is none. Other schemes are the
    /// proxy's business.</summary>
    public static string? Bearer(Func<string, string?> headers) =>
        headers("Authorization") is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim() : null;

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();

    // Offered beside elysia.v1.json, which is what is answered: a subprotocol is all that a browser lets a page send.
    private static string? Offered(Func<string, string?> headers, string prefix) =>
        headers("Sec-WebSocket-Protocol")?.Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(p => p.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
}

/// <summary>How a request shows that it may come in.</summary>
internal enum CredentialKind
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
