using Elysia.Admission.Tokens;
using Elysia.Fanout;
using Elysia.Protocol.Messages;

namespace Elysia.Transport.Clients;

/// <summary>The grant of a connected client, and the time until it expires.</summary>
/// <remarks>Read and renewed by the client's receive loop, and checked once a second by <see
/// cref="TokenExpiryMonitor"/>.</remarks>
internal sealed class ClientAccess
{
    private readonly ClientSession _session;
    private readonly TimeProvider _time;
    private volatile Terms _terms;
    private Terms? _warned;

    /// <summary>Creates the access of a client that was just accepted.</summary>
    public ClientAccess(ClientSession session, Grant grant, TimeProvider time)
    {
        (_session, _time) = (session, time);
        _terms = TermsOf(grant);
    }

    /// <summary>The time before expiry at which the client is warned.</summary>
    public static TimeSpan Warning { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The client's session.</summary>
    public ClientSession Session => _session;

    /// <summary>The client's rights.</summary>
    public Rights Rights => _terms.Grant.Rights;

    /// <summary>The client's subject.</summary>
    public string Subject => _terms.Grant.Subject;

    /// <summary>Whether the access can expire or be revoked.</summary>
    public bool CanEnd => Subject.Length > 0;

    /// <summary>The time until the access expires.</summary>
    /// <remarks>By the wall clock, which the token refers to, or by the monotonic clock, whichever is sooner: a wall
    /// clock that is set back must not extend the access.</remarks>
    public TimeSpan Left => LeftOf(_terms);

    /// <summary>Replaces the grant after a new token was accepted.</summary>
    public void Renew(Grant grant) => _terms = TermsOf(grant);

    /// <summary>Tells the client its role and the time until the access expires.</summary>
    public void SendGrant() => _ = _session.TryEnqueue(AuthEncoder.Ok(Roles.NameOf(Rights), Left));

    /// <summary>Warns the client or closes its connection when it is time. One caller at a time.</summary>
    /// <param name="revocations">The subjects whose tokens are no longer accepted.</param>
    public void CheckExpiry(Revocations revocations)
    {
        Terms terms = _terms;
        TimeSpan left = LeftOf(terms);
        if (revocations.Contains(terms.Grant.Subject))
        {
            _session.Close(CloseReason.TokenRevoked);
        }
        else if (left <= TimeSpan.Zero)
        {
            _session.Close(CloseReason.TokenExpired);
        }
        else if (left <= Warning && _warned != terms)
        {
            _warned = terms;
            _ = _session.TryEnqueue(AuthEncoder.Expiring(left));
        }
    }

    private Terms TermsOf(Grant grant) => new(grant, _time.GetTimestamp(), grant.Ends - _time.GetUtcNow());

    private TimeSpan LeftOf(Terms terms)
    {
        TimeSpan byWallClock = terms.Grant.Ends - _time.GetUtcNow();
        TimeSpan byDuration = terms.Duration - _time.GetElapsedTime(terms.Since);
        return byWallClock < byDuration ? byWallClock : byDuration;
    }

    /// <summary>A grant and when it began. A class, so that it is swapped atomically; compared by reference
    /// only.</summary>
    private sealed class Terms(Grant grant, long since, TimeSpan duration)
    {
        public Grant Grant => grant;

        public long Since => since;

        public TimeSpan Duration => duration;
    }
}
