using System.Buffers.Text;
using System.Security.Cryptography;
using Elysia.Admission.Limiting;

namespace Elysia.Admission.Tokens;

/// <summary>Issues and redeems tickets, which a browser presents instead of its token where it can set no header. Each
/// is valid once, for half a minute.</summary>
/// <remarks>Any thread. Bounded in total and per subject, so that the holder of one token cannot exhaust the tickets for
/// all: at the total, the oldest ticket of the subject with most is dropped.</remarks>
/// <param name="time">The daemon's clock.</param>
internal sealed class Tickets(TimeProvider time)
{
    /// <summary>The maximum number of unused tickets.</summary>
    /// <remarks>Unit: tickets. 4,096, about 100 bytes each: enough for all viewers to return after a restart within
    /// half a minute.</remarks>
    public const int Max = 4096;

    /// <summary>The maximum number of unused tickets of one subject.</summary>
    /// <remarks>Unit: tickets. 64: enough for one subject with many windows.</remarks>
    public const int MaxPerSubject = 64;

    private const int RandomBytes = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Ticket> _waiting = new(StringComparer.Ordinal);
    private readonly LinkedList<Ticket> _byAge = new();
    private readonly FairShare<Ticket> _bySubject = new();

    /// <summary>The time for which a ticket is valid.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(30);

    /// <summary>The number of unused tickets.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Issues a ticket.</summary>
    /// <returns>128 random bits in base64url, or null when too many tickets of the subject are unused.</returns>
    public string? TryIssue(Grant grant)
    {
        string text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        var subject = Source.From(grant.Subject);
        lock (_lock)
        {
            RemoveExpired();
            if (_bySubject.Of(subject) >= MaxPerSubject)
            {
                return null;
            }

            if (_bySubject.TryMakeRoom(subject, Max, MaxPerSubject, out Ticket? oldest))
            {
                Remove(oldest.Text);
            }

            var ticket = new Ticket(text, grant, time.GetTimestamp());
            _waiting[text] = ticket;
            ticket.ByAge = _byAge.AddLast(ticket);
            ticket.OfSubject = _bySubject.Add(subject, ticket);
            return text;
        }
    }

    /// <summary>Redeems a ticket; it cannot be redeemed again.</summary>
    /// <returns>The grant that it was issued for, or null when it is unknown, expired or already used.</returns>
    public Grant? TryTake(string ticket)
    {
        lock (_lock)
        {
            RemoveExpired();
            return Remove(ticket);
        }
    }

    private Grant? Remove(string text)
    {
        if (!_waiting.Remove(text, out Ticket? ticket))
        {
            return null;
        }

        _byAge.Remove(ticket.ByAge!);
        _bySubject.Remove(Source.From(ticket.Grant.Subject), ticket.OfSubject!);
        return ticket.Grant;
    }

    private void RemoveExpired()
    {
        while (_byAge.First is { Value: { } oldest } && time.GetElapsedTime(oldest.Since) >= Lifetime)
        {
            Remove(oldest.Text);
        }
    }

    private sealed class Ticket(string text, Grant grant, long since)
    {
        public string Text => text;

        public Grant Grant => grant;

        public long Since => since;

        public LinkedListNode<Ticket>? ByAge { get; set; }

        public LinkedListNode<Ticket>? OfSubject { get; set; }
    }
}
