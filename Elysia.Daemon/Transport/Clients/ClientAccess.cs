using Elysia.Admission.Tokens;
using Elysia.Fanout;
using Elysia.Protocol.Messages;

namespace Elysia.Transport.Clients;

/// <summary>What one connected client may do, and until when.</summary>
/// <remarks>Read and renewed by its receive loop, looked at once a second by <see cref="TokenExpiryMonitor"/>.</remarks>
internal sealed class ClientAccess
{
    private readonly ClientSession _session;
    private readonly TimeProvider _time;
    private volatile Terms _terms;
    private Terms? _warned;

    /// <summary>The access of a client that was let in just now.</summary>
    public ClientAccess(ClientSession session, Grant grant, TimeProvider time)
    {
        (_session, _time) = (session, time);
        _terms = TermsOf(grant);
    }

    /// <summary>How long before its end a client is warned.</summary>
    public static TimeSpan Warning { get; } = TimeSpan.FromSeconds(60);

    /// <summary>The client.</summary>
    public ClientSession Session => _session;

    /// <summary>What it may do.</summary>
    public Rights Rights => _terms.Grant.Rights;

    /// <summary>Who it is.</summary>
    public string Subject => _terms.Grant.Subject;

    /// <summary>Whether it can end by time or by revocation.</summary>
    public bool CanEnd => Subject.Length > 0;

    /// <summary>How long it may stay.</summary>
    /// <remarks>By the wall clock, which the token names, and by the monotonic one, whichever is sooner: a wall clock that is
    /// set back must not lengthen anybody's stay.</remarks>
    public TimeSpan Left => LeftOf(_terms);

    /// <summary>A new token was taken.</summary>
    public void Renew(Grant grant) => _terms = TermsOf(grant);

    /// <summary>Tells the client what it may do, and for how long.</summary>
    public void Greet() => _ = _session.TryEnqueue(AuthEncoder.Ok(Roles.NameOf(Rights), Left));

    /// <summary>Warns or ends the client when it is time. One caller at a time.</summary>
    /// <param name="revocations">Whose tokens count no more.</param>
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

    /// <summary>A grant, and when it began. A class, so that it is swapped whole; never compared by value.</summary>
    private sealed class Terms(Grant grant, long since, TimeSpan duration)
    {
        public Grant Grant => grant;

        public long Since => since;

        public TimeSpan Duration => duration;
    }
}
