using System.Net;
using System.Net.Sockets;
using Elysia.Admission;
using Elysia.Admission.Limiting;
using Elysia.Transport.HttpListening;

namespace Elysia.Transport.Listening;

/// <summary>Every connection that is no viewer: half-open ones and requests being answered. Bounded in number and in time, which
/// HttpListener's own tables are not.</summary>
/// <remarks>Any thread. In the order of arrival, so that the most silent one is found at once.</remarks>
/// <param name="capacity">Most guests.</param>
/// <param name="requestTimeout">How long a guest may take for its request.</param>
/// <param name="answerTimeout">How long a guest may take to read its answer.</param>
/// <param name="reception">Where evictions and slow requests are counted.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class Lobby(
    int capacity, TimeSpan requestTimeout, TimeSpan answerTimeout, Reception reception, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<object, LinkedListNode<Guest>> _byConnection = new(ReferenceEqualityComparer.Instance);
    private readonly LinkedList<Guest> _halfOpen = new();
    private readonly LinkedList<Guest> _asked = new();

    /// <summary>Guests at present; those that have left while they were answered are counted until the next sweep.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _byConnection.Count;
            }
        }
    }

    /// <summary>Takes a connection in. When the lobby is full, the half-open one that came first gives way: an honest request
    /// is complete within milliseconds.</summary>
    /// <returns>False when it is full of guests whose requests are being answered.</returns>
    public bool TryEnter(object connection, Socket socket, IPAddress address, IDisposable? place)
    {
        Guest? evicted = null;
        lock (_lock)
        {
            if (_byConnection.Count >= capacity)
            {
                if (_halfOpen.First is not { } oldest)
                {
                    return false;
                }

                evicted = oldest.Value;
                Remove(oldest);
            }

            var guest = new Guest(connection, socket, address, place) { Since = time.GetTimestamp() };
            _byConnection[connection] = _halfOpen.AddLast(guest);
        }

        if (evicted is not null)
        {
            Evict(evicted);
        }

        return true;
    }

    /// <summary>Lets the half-open guest go that came first: a descriptor is needed.</summary>
    public void EvictOldest()
    {
        Guest? evicted = null;
        lock (_lock)
        {
            if (_halfOpen.First is { } oldest)
            {
                evicted = oldest.Value;
                Remove(oldest);
            }
        }

        if (evicted is not null)
        {
            Evict(evicted);
        }
    }

    /// <summary>The request of a guest has come and is being answered.</summary>
    public void Asked(object connection)
    {
        lock (_lock)
        {
            if (_byConnection.TryGetValue(connection, out LinkedListNode<Guest>? node) && !node.Value.HasAsked)
            {
                node.Value.HasAsked = true;
                node.Value.Since = time.GetTimestamp();
                _halfOpen.Remove(node);
                _asked.AddLast(node);
            }
        }
    }

    /// <summary>A guest leaves: its answer is sent, or it has become a viewer.</summary>
    /// <returns>Its place under the limits of its address, which is the caller's to free.</returns>
    public IDisposable? Leave(object connection)
    {
        lock (_lock)
        {
            if (!_byConnection.TryGetValue(connection, out LinkedListNode<Guest>? node))
            {
                return null;
            }

            Remove(node);
            return node.Value.TakePlace();
        }
    }

    /// <summary>A guest has left by itself.</summary>
    /// <returns>Whether it had not asked for anything yet.</returns>
    public bool Left(object connection)
    {
        Guest guest;
        lock (_lock)
        {
            if (!_byConnection.TryGetValue(connection, out LinkedListNode<Guest>? node))
            {
                return false;
            }

            guest = node.Value;
            Remove(node);
        }

        guest.TakePlace()?.Dispose();
        return !guest.HasAsked;
    }

    /// <summary>Ends what is overdue and forgets what has ended by itself. Called once a second.</summary>
    public void Sweep()
    {
        List<Guest> ended = [];
        long now = time.GetTimestamp();
        lock (_lock)
        {
            Sweep(_halfOpen, requestTimeout, now, ended);
            Sweep(_asked, answerTimeout, now, ended);
        }

        foreach (Guest guest in ended)
        {
            if (!guest.IsGone && !guest.HasAsked)
            {
                reception.Offenders.Note(guest.Address, Offence.SlowRequest);
            }

            Close(guest);
        }
    }

    /// <summary>Ends every guest.</summary>
    /// <param name="halfOpenOnly">Whether those whose answers are under way may stay.</param>
    public void Clear(bool halfOpenOnly)
    {
        Guest[] guests;
        lock (_lock)
        {
            guests = halfOpenOnly ? [.. _halfOpen] : [.. _halfOpen, .. _asked];
            foreach (Guest guest in guests)
            {
                Remove(_byConnection[guest.Connection]);
            }
        }

        Array.ForEach(guests, Close);
    }

    private void Sweep(LinkedList<Guest> guests, TimeSpan timeout, long now, List<Guest> ended)
    {
        for (LinkedListNode<Guest>? node = guests.First; node is not null;)
        {
            LinkedListNode<Guest>? next = node.Next;
            if (node.Value.IsGone || time.GetElapsedTime(node.Value.Since, now) > timeout)
            {
                ended.Add(node.Value);
                Remove(node);
            }

            node = next;
        }
    }

    private void Remove(LinkedListNode<Guest> node)
    {
        _byConnection.Remove(node.Value.Connection);
        node.List!.Remove(node);
    }

    private void Evict(Guest guest)
    {
        if (!guest.IsGone)
        {
            reception.Counters.Evicted();
        }

        Close(guest);
    }

    private static void Close(Guest guest)
    {
        guest.TakePlace()?.Dispose();
        HttpListenerInternals.End(guest.Connection);
    }
}
