using System.Collections.Immutable;
using Elysia.Configuration;
using Elysia.Configuration.Options;
using Elysia.Diagnostics;

namespace Elysia.Admission.Tokens;

/// <summary>Says what a token or a ticket is good for, and counts what it said. Any thread.</summary>
internal sealed class Authenticator
{
    private readonly TokenValidator _tokens;
    private readonly Tickets _tickets;
    private readonly TimeProvider _time;
    private readonly EnumCounters<TokenVerdict> _verdicts = new();

    /// <summary>The one for the options.</summary>
    /// <param name="options">ELYSIA_AUTH and what belongs to it.</param>
    /// <param name="time">The daemon's clock.</param>
    /// <param name="onKeysRead">Told of every reading of ELYSIA_JWKS: where, how many keys, what was wrong or null.</param>
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

    /// <summary>Whether anybody is asked at all.</summary>
    public bool IsOn { get; }

    /// <summary>The keys.</summary>
    public TokenKeys Keys { get; }

    /// <summary>Whose tokens count no more.</summary>
    public Revocations Revocations { get; }

    /// <summary>Tickets that were issued and not used yet.</summary>
    public int TicketsWaiting => _tickets.Count;

    /// <summary>How often a verdict was given.</summary>
    public long Count(TokenVerdict verdict) => _verdicts[verdict];

    /// <summary>What a token is good for, by the keys in force.</summary>
    public TokenResult Check(string? token) => Counted(token is null ? TokenVerdict.Missing : _tokens.Validate(token));

    /// <summary>What a token is good for; a key that is not known is looked for.</summary>
    public async ValueTask<TokenResult> CheckAsync(string? token) =>
        Counted(token is null ? TokenVerdict.Missing : await _tokens.ValidateAsync(token).ConfigureAwait(false));

    /// <summary>What a new token is good for on a connection that has one.</summary>
    /// <param name="token">The new token.</param>
    /// <param name="subject">Whose connection it is: it cannot become somebody else's.</param>
    public async ValueTask<TokenResult> CheckAsync(string token, string subject)
    {
        TokenResult result = await _tokens.ValidateAsync(token).ConfigureAwait(false);
        return Counted(result.Grant is { } grant && grant.Subject != subject ? TokenVerdict.OtherSubject : result);
    }

    /// <summary>Takes a ticket.</summary>
    public TokenResult Redeem(string ticket) => Counted(
        _tickets.TryTake(ticket) is not { } grant ? TokenVerdict.BadTicket
        : Revocations.Contains(grant.Subject) ? TokenVerdict.Revoked
        : grant.Ends <= _time.GetUtcNow() ? TokenVerdict.Expired
        : new TokenResult(TokenVerdict.Accepted, grant));

    /// <summary>Makes a ticket; null when too many wait to be used.</summary>
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
