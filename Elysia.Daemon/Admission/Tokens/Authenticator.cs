using System.Collections.Immutable;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Diagnostics;

namespace Elysia.Admission.Tokens;

/// <summary>Validates tokens and tickets, and counts the verdicts. Any thread.</summary>
internal sealed class Authenticator
{
    private readonly TokenValidator _tokens;
    private readonly Tickets _tickets;
    private readonly TimeProvider _time;
    private readonly EnumCounters<TokenVerdict> _verdicts = new();

    /// <summary>Creates the authenticator from the options.</summary>
    /// <param name="options">ELYSIA_AUTH and the options that belong to it.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="onKeysRead">Called after each reading of ELYSIA_JWKS with the source, the number of keys, and the
    /// fault or null.</param>
    public Authenticator(DaemonOptions options, TimeProvider time, Action<string, int, string?> onKeysRead)
    {
        IsOn = options.Auth == AuthMode.Jwt;
        Revocations = new Revocations(options.RevokedFile);
        Keys = new TokenKeys(
            new KeySet(options.JwtSecret, []), SourceOf(options.Jwks, time), options.JwksRefresh, time, onKeysRead);
        var rules = new TokenRules(options.JwtIssuer, options.JwtAudience, options.JwtRoleClaim);
        _tokens = new TokenValidator(Keys, rules, Revocations, time);
        _tickets = new Tickets(time);
        _time = time;
    }

    /// <summary>Whether authentication is on.</summary>
    public bool IsOn { get; }

    /// <summary>The keys that verify tokens.</summary>
    public TokenKeys Keys { get; }

    /// <summary>The subjects whose tokens are no longer accepted.</summary>
    public Revocations Revocations { get; }

    /// <summary>The number of tickets that were issued and not used yet.</summary>
    public int TicketsWaiting => _tickets.Count;

    /// <summary>Returns the number of times that a verdict was given.</summary>
    public long Count(TokenVerdict verdict) => _verdicts[verdict];

    /// <summary>Validates a token with the current keys.</summary>
    public TokenResult Check(string? token) => Counted(token is null ? TokenVerdict.Missing : _tokens.Validate(token));

    /// <summary>Validates a token; fetches the keys again if its key is unknown.</summary>
    public async ValueTask<TokenResult> CheckAsync(string? token) =>
        Counted(token is null ? TokenVerdict.Missing : await _tokens.ValidateAsync(token).ConfigureAwait(false));

    /// <summary>Validates a new token for a connection that already has a grant.</summary>
    /// <param name="token">The new token.</param>
    /// <param name="subject">The subject of the connection, which a new token cannot change.</param>
    public async ValueTask<TokenResult> CheckAsync(string token, string subject)
    {
        TokenResult result = await _tokens.ValidateAsync(token).ConfigureAwait(false);
        return Counted(result.Grant is { } grant && grant.Subject != subject ? TokenVerdict.OtherSubject : result);
    }

    /// <summary>Redeems a ticket.</summary>
    public TokenResult Redeem(string ticket) => Counted(
        _tickets.TryTake(ticket) is not { } grant ? TokenVerdict.BadTicket
        : Revocations.Contains(grant.Subject) ? TokenVerdict.Revoked
        : grant.Ends <= _time.GetUtcNow() ? TokenVerdict.Expired
        : new TokenResult(TokenVerdict.Accepted, grant));

    /// <summary>Issues a ticket; null when too many are unused.</summary>
    public string? TryIssueTicket(Grant grant) => _tickets.TryIssue(grant);

    private static IJwksSource? SourceOf(string? jwks, TimeProvider time) =>
        jwks is null ? null
        : JwksAddress.IsUrl(jwks) ? new JwksUrl(new Uri(jwks), time)
        : new JwksFile(jwks);

    private TokenResult Counted(TokenResult result)
    {
        _verdicts.Increment(result.Verdict);
        return result;
    }
}
