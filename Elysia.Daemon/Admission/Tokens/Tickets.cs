using System.Buffers.Text;
using System.Security.Cryptography;
using Elysia.Admission.Limiting;

namespace Elysia.Admission.Tokens;

/// <summary>Tickets: what a browser shows instead of its token where it can set no header. Each is good once, for half a
/// minute.</summary>
/// <remarks>Any thread; bounded in all and per subject, so that one holder of a token cannot use up everybody's: when all wait
/// that may, the oldest of the subject with most gives way.</remarks>
/// <param name="time">The daemon's clock.</param>
internal sealed class Tickets(TimeProvider time)
{
    /// <summary>Most tickets that wait to be used.</summary>
    /// <remarks>Unit: tickets. 4,096, about 100 bytes each: everybody comes back after a restart within half a minute.</remarks>
    public const int Max = 4096;

    /// <summary>Most tickets of one subject that wait to be used.</summary>
    /// <remarks>Unit: tickets. 64: a subject that many windows share.</remarks>
    public const int MaxPerSubject = 64;

    private const int RandomBytes = 16;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Ticket> _waiting = new(StringComparer.Ordinal);
    private readonly LinkedList<Ticket> _byAge = new();
    private readonly FairShare<Ticket> _bySubject = new();

    /// <summary>How long a ticket may be used.</summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How many wait to be used.</summary>
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

    /// <summary>Makes a ticket.</summary>
    /// <returns>128 random bits in base64url, or null when too many of the subject wait.</returns>
    public string? TryIssue(Grant grant)
    {
        string text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        var subject = Source.Of(grant.Subject);
        lock (_lock)
        {
            ForgetOld();
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

    /// <summary>Takes a ticket; nobody can take it again.</summary>
    /// <returns>What it was made for, or null when it is unknown, too old or was used.</returns>
    public Grant? TryTake(string ticket)
    {
        lock (_lock)
        {
            ForgetOld();
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
        _bySubject.Remove(Source.Of(ticket.Grant.Subject), ticket.OfSubject!);
        return ticket.Grant;
    }

    private void ForgetOld()
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
