using System.Buffers.Text;
using System.Security.Cryptography;

namespace Elysia.Admission.Tokens;

/// <summary>Issues and redeems tickets, which a browser presents instead of its token where it can set no header. Each
/// is valid once, for half a minute.</summary>
/// <remarks>Any thread. Bounded in total and per subject, so that the holder of one token cannot exhaust the tickets
/// for all.</remarks>
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
    private readonly Dictionary<string, LinkedListNode<Ticket>> _waiting = new(StringComparer.Ordinal);
    private readonly LinkedList<Ticket> _byAge = new();
    private readonly Dictionary<string, int> _perSubject = new(StringComparer.Ordinal);

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
    /// <returns>128 random bits in base64url, or null when too many tickets are unused.</returns>
    public string? TryIssue(Grant grant)
    {
        string ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        lock (_lock)
        {
            RemoveExpired();

            int ofSubject = _perSubject.GetValueOrDefault(grant.Subject);
            if (_waiting.Count >= Max || ofSubject >= MaxPerSubject)
            {
                return null;
            }

            _waiting[ticket] = _byAge.AddLast(new Ticket(ticket, grant, time.GetTimestamp()));
            _perSubject[grant.Subject] = ofSubject + 1;
            return ticket;
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

    private Grant? Remove(string ticket)
    {
        if (!_waiting.Remove(ticket, out LinkedListNode<Ticket>? found))
        {
            return null;
        }

        _byAge.Remove(found);
        string subject = found.Value.Grant.Subject;
        if (--_perSubject[subject] == 0)
        {
            _perSubject.Remove(subject);
        }

        return found.Value.Grant;
    }

    private void RemoveExpired()
    {
        while (_byAge.First is { Value: { } oldest } && time.GetElapsedTime(oldest.Since) >= Lifetime)
        {
            Remove(oldest.Text);
        }
    }

    private sealed record Ticket(string Text, Grant Grant, long Since);
}
