using System.Net;
using System.Net.Sockets;
using Elysia.Admission;
using Elysia.Admission.Limiting;
using Elysia.Transport.HttpListening;

namespace Elysia.Transport.Listening;

/// <summary>Tracks every connection that is not a viewer: half-open connections and those whose requests are being
/// answered. Bounded in number and in time, which HttpListener's own tables are not.</summary>
/// <remarks>Any thread. Connections are kept in order of arrival, so the oldest is found at once.</remarks>
/// <param name="capacity">The maximum number of connections.</param>
/// <param name="requestTimeout">The time in which a connection must send its request.</param>
/// <param name="answerTimeout">The time in which a connection must read its response.</param>
/// <param name="admission">Counts evictions and slow requests.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class HttpConnectionManager(
    int capacity, TimeSpan requestTimeout, TimeSpan answerTimeout, AdmissionControl admission, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<object, LinkedListNode<HttpConnectionEntry>> _byConnection =
        new(ReferenceEqualityComparer.Instance);
    private readonly LinkedList<HttpConnectionEntry> _halfOpen = new();
    private readonly LinkedList<HttpConnectionEntry> _asked = new();

    /// <summary>The number of connections; one that closed while it was being answered is counted until the next
    /// sweep.</summary>
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

    /// <summary>Adds a connection. When the table is full, the oldest half-open connection is closed: an honest request
    /// arrives within milliseconds.</summary>
    /// <returns>False when the table is full of connections whose requests are being answered.</returns>
    public bool TryEnter(object connection, Socket socket, IPAddress address, IDisposable? place)
    {
        HttpConnectionEntry? evicted = null;
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

            var entry = new HttpConnectionEntry(connection, socket, address, place) { Since = time.GetTimestamp() };
            _byConnection[connection] = _halfOpen.AddLast(entry);
        }

        if (evicted is not null)
        {
            Evict(evicted);
        }

        return true;
    }

    /// <summary>Closes the oldest half-open connection to free a descriptor.</summary>
    public void EvictOldest()
    {
        HttpConnectionEntry? evicted = null;
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

    /// <summary>Records that the request of a connection has arrived and is being answered.</summary>
    public void Asked(object connection)
    {
        lock (_lock)
        {
            if (_byConnection.TryGetValue(connection, out LinkedListNode<HttpConnectionEntry>? node) && !node.Value.HasAsked)
            {
                node.Value.HasAsked = true;
                node.Value.Since = time.GetTimestamp();
                _halfOpen.Remove(node);
                _asked.AddLast(node);
            }
        }
    }

    /// <summary>Removes a connection whose response is sent, or that has become a viewer.</summary>
    /// <returns>The connection's slot under the limits of its address, which the caller must dispose.</returns>
    public IDisposable? Leave(object connection)
    {
        lock (_lock)
        {
            if (!_byConnection.TryGetValue(connection, out LinkedListNode<HttpConnectionEntry>? node))
            {
                return null;
            }

            Remove(node);
            return node.Value.TakePlace();
        }
    }

    /// <summary>Removes a connection that the client has closed.</summary>
    /// <returns>Whether it closed before its request arrived.</returns>
    public bool Left(object connection)
    {
        HttpConnectionEntry entry;
        lock (_lock)
        {
            if (!_byConnection.TryGetValue(connection, out LinkedListNode<HttpConnectionEntry>? node))
            {
                return false;
            }

            entry = node.Value;
            Remove(node);
        }

        entry.TakePlace()?.Dispose();
        return !entry.HasAsked;
    }

    /// <summary>Ends overdue connections and removes closed ones. Called once a second.</summary>
    public void Sweep()
    {
        List<HttpConnectionEntry> ended = [];
        long now = time.GetTimestamp();
        lock (_lock)
        {
            Sweep(_halfOpen, requestTimeout, now, ended);
            Sweep(_asked, answerTimeout, now, ended);
        }

        foreach (HttpConnectionEntry entry in ended)
        {
            if (!entry.IsGone && !entry.HasAsked)
            {
                admission.Offenders.Report(entry.Address, Offence.SlowRequest);
            }

            Close(entry);
        }
    }

    /// <summary>Ends all connections.</summary>
    /// <param name="halfOpenOnly">Whether connections whose responses are under way may stay.</param>
    public void Clear(bool halfOpenOnly)
    {
        HttpConnectionEntry[] entries;
        lock (_lock)
        {
            entries = halfOpenOnly ? [.. _halfOpen] : [.. _halfOpen, .. _asked];
            foreach (HttpConnectionEntry entry in entries)
            {
                Remove(_byConnection[entry.Connection]);
            }
        }

        Array.ForEach(entries, Close);
    }

    private void Sweep(LinkedList<HttpConnectionEntry> entries, TimeSpan timeout, long now, List<HttpConnectionEntry> ended)
    {
        for (LinkedListNode<HttpConnectionEntry>? node = entries.First; node is not null;)
        {
            LinkedListNode<HttpConnectionEntry>? next = node.Next;
            if (node.Value.IsGone || time.GetElapsedTime(node.Value.Since, now) > timeout)
            {
                ended.Add(node.Value);
                Remove(node);
            }

            node = next;
        }
    }

    private void Remove(LinkedListNode<HttpConnectionEntry> node)
    {
        _byConnection.Remove(node.Value.Connection);
        node.List!.Remove(node);
    }

    private void Evict(HttpConnectionEntry entry)
    {
        if (!entry.IsGone)
        {
            admission.Counters.Evicted();
        }

        Close(entry);
    }

    private static void Close(HttpConnectionEntry entry)
    {
        entry.TakePlace()?.Dispose();
        HttpListenerInternals.End(entry.Connection);
    }
}

/// <summary>A connection that is not (yet) a viewer, as <see cref="HttpConnectionManager"/> keeps it. Guarded by the
/// manager's lock.</summary>
/// <param name="connection">HttpListener's object for the connection.</param>
/// <param name="socket">Its socket.</param>
/// <param name="address">The peer's address.</param>
/// <param name="place">The connection's slot under the limits of its address; null when it is not counted.</param>
internal sealed class HttpConnectionEntry(object connection, Socket socket, IPAddress address, IDisposable? place)
{
    /// <summary>HttpListener's object for the connection.</summary>
    public object Connection => connection;

    /// <summary>The peer's address.</summary>
    public IPAddress Address => address;

    /// <summary>When the present phase began: the connection was accepted, or its request arrived.</summary>
    public long Since { get; set; }

    /// <summary>Whether the request has arrived; before that the connection is half-open.</summary>
    public bool HasAsked { get; set; }

    /// <summary>Whether the socket is closed; HttpListener closes it without notice.</summary>
    public bool IsGone => socket.SafeHandle.IsClosed;

    /// <summary>Returns the slot and gives up its ownership: the caller must dispose it.</summary>
    public IDisposable? TakePlace()
    {
        IDisposable? taken = place;
        place = null;
        return taken;
    }
}
