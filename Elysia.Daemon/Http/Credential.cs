namespace Elysia.Http;

/// <summary>The credential of a request. Pure; its value must not be logged.</summary>
/// <param name="Kind">The kind of credential.</param>
/// <param name="Value">The token or the ticket; empty when there is none.</param>
internal readonly record struct Credential(CredentialKind Kind, string Value)
{
    private const string Scheme = "Bearer ";
    private const string TokenPrefix = "elysia.token.";
    private const string TicketPrefix = "elysia.ticket.";

    // Common names for a token in the query, where proxies and browser histories would keep it.
    private static readonly string[] TokenNames = ["token", "access_token", "jwt", "auth"];

    /// <summary>Extracts the credential of a request. A header takes precedence over a subprotocol, and that over a
    /// ticket in the address.</summary>
    /// <param name="headers">Looks up a header of the request.</param>
    /// <param name="query">Looks up a parameter of its query.</param>
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

    /// <summary>Returns the token of the Authorization header (RFC 6750 section 2.1); null when there is none. Other
    /// schemes are left to a proxy.</summary>
    public static string? Bearer(Func<string, string?> headers) =>
        headers("Authorization") is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim() : null;

    /// <inheritdoc/>
    public override string ToString() => Kind.ToString();

    // Offered together with elysia.v1.json, which the server selects: a subprotocol is the only header that a browser
    // lets a page set.
    private static string? Offered(Func<string, string?> headers, string prefix) =>
        headers("Sec-WebSocket-Protocol")?.Split(',', StringSplitOptions.TrimEntries)
            .FirstOrDefault(p => p.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
}

/// <summary>The kind of credential that a request presents.</summary>
internal enum CredentialKind
{
    /// <summary>No credential.</summary>
    None,

    /// <summary>A token, in the Authorization header or as a subprotocol.</summary>
    Token,

    /// <summary>A ticket, as a subprotocol or in the address.</summary>
    Ticket,

    /// <summary>A token in the address, which is refused because proxies and browser histories keep
    /// addresses.</summary>
    TokenInAddress,
}
