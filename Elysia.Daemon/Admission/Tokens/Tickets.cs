using System.Buffers.Text;
using System.Security.Cryptography;

namespace Elysia.Admission.Tokens;

/// <summary>Tickets: what a browser shows instead of its token where it can set no header. Each is good once, for half a
/// minute.</summary>
/// <remarks>Any thread; bounded in all and per subject, so that one holder of a token cannot use up everybody's.</remarks>
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
    private readonly Dictionary<string, LinkedListNode<Ticket>> _waiting = new(StringComparer.Ordinal);
    private readonly LinkedList<Ticket> _byAge = new();
    private readonly Dictionary<string, int> _perSubject = new(StringComparer.Ordinal);

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
    /// <returns>128 random bits in base64url, or null when too many wait.</returns>
    public string? TryIssue(Grant grant)
    {
        string ticket = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        lock (_lock)
        {
            ForgetOld();

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

    private void ForgetOld()
    {
        while (_byAge.First is { Value: { } oldest } && time.GetElapsedTime(oldest.Since) >= Lifetime)
        {
            Remove(oldest.Text);
        }
    }

    private sealed record Ticket(string Text, Grant Grant, long Since);
}
