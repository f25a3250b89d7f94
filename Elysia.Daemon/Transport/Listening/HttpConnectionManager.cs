using System.Net;
using System.Net.Sockets;
using Elysia.Admission;
using Elysia.Admission.Limiting;
using Elysia.Admission.Network;
using Elysia.Transport.HttpListening;

namespace Elysia.Transport.Listening;

/// <summary>Every connection that is no viewer: half-open ones and requests being answered. Bounded in number and in time, which
/// HttpListener's own tables are not.</summary>
/// <remarks>Any thread. In the order of the last sign of life, so that the most silent one is found at once.</remarks>
/// <param name="capacity">Most connections.</param>
/// <param name="requestTimeout">How long a connection may take for its request.</param>
/// <param name="answerTimeout">How long a connection may take to read its answer.</param>
/// <param name="admission">Where evictions and slow requests are counted.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class HttpConnectionManager(
    int capacity, TimeSpan requestTimeout, TimeSpan answerTimeout, AdmissionControl admission, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly SourceCounts _bySource = new();
    private readonly EvictionPolicy _policy = new(capacity, time);
    private readonly Dictionary<object, LinkedListNode<HttpConnectionEntry>> _byConnection =
        new(ReferenceEqualityComparer.Instance);
    private readonly LinkedList<HttpConnectionEntry> _halfOpen = new();
    private readonly LinkedList<HttpConnectionEntry> _asked = new();

    /// <summary>Connections at present; those that have left while they were answered are counted until the next sweep.</summary>
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

    /// <summary>Whether the next connection should wait in the kernel's queue: the table is full of connections that are being
    /// served, and none of them keeps its place by its client's silence alone.</summary>
    public bool IsBusy
    {
        get
        {
            lock (_lock)
            {
                return _byConnection.Count >= capacity && _policy.FindIdle(_halfOpen, _asked, _bySource) is null;
            }
        }
    }

    /// <summary>Takes a connection in. When the table is full, one gives way that its client alone keeps.</summary>
    /// <returns>False when it is full of connections that are being served.</returns>
    public bool TryEnter(object connection, Socket socket, RequestStream stream, IPAddress address, IDisposable? place)
    {
        HttpConnectionEntry? evicted = null;
        lock (_lock)
        {
            if (_byConnection.Count >= capacity)
            {
                if (_policy.FindIdle(_halfOpen, _asked, _bySource) is not { } idle)
                {
                    return false;
                }

                evicted = idle.Value;
                Remove(idle);
            }

            var entry = new HttpConnectionEntry(connection, socket, stream, address, place) { Since = time.GetTimestamp() };
            _byConnection[connection] = _halfOpen.AddLast(entry);
            _bySource.Add(entry.Source);
        }

        if (evicted is not null)
        {
            Evict(evicted);
        }

        return true;
    }

    /// <summary>Lets a connection go that its client alone keeps, or the half-open one that came first: a descriptor is
    /// needed.</summary>
    public void EvictOldest()
    {
        HttpConnectionEntry? evicted = null;
        lock (_lock)
        {
            if ((_policy.FindIdle(_halfOpen, _asked, _bySource) ?? _halfOpen.First) is { } oldest)
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

    /// <summary>The client of a connection is another than its peer: a proxy named it.</summary>
    public void Belongs(object connection, IPAddress client)
    {
        lock (_lock)
        {
            if (_byConnection.TryGetValue(connection, out LinkedListNode<HttpConnectionEntry>? node))
            {
                _bySource.Remove(node.Value.Source);
                node.Value.Source = AddressSource.Of(client);
                _bySource.Add(node.Value.Source);
            }
        }
    }

    /// <summary>A long answer begins, of which the kernel keeps little; the client may leave the rest unread.</summary>
    public void Sends(object connection)
    {
        lock (_lock)
        {
            if (_byConnection.TryGetValue(connection, out LinkedListNode<HttpConnectionEntry>? node))
            {
                node.Value.IsSending = true;
                SocketTuning.ApplyToAnswer(node.Value.Socket);
            }
        }
    }

    /// <summary>The client has taken a piece of its answer.</summary>
    /// <returns>False when the connection has been ended meanwhile.</returns>
    public bool Moved(object connection)
    {
        lock (_lock)
        {
            if (!_byConnection.TryGetValue(connection, out LinkedListNode<HttpConnectionEntry>? node))
            {
                return false;
            }

            node.Value.Since = time.GetTimestamp();
            node.List!.Remove(node);
            _asked.AddLast(node);
            return true;
        }
    }

    /// <summary>The request of a connection has come and is being answered.</summary>
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

    /// <summary>A connection leaves the table: its answer is sent, or it has become a viewer.</summary>
    /// <returns>Its place under the limits of its address, which is the caller's to free.</returns>
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

    /// <summary>A client has left by itself.</summary>
    /// <returns>Whether it had not asked for anything yet.</returns>
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

    /// <summary>Ends what is overdue and forgets what has ended by itself. Called once a second.</summary>
    public void Sweep()
    {
        List<HttpConnectionEntry> ended = [];
        long now = time.GetTimestamp();
        lock (_lock)
        {
            Sweep(_halfOpen, requestTimeout, now, ended);
            Sweep(_asked, answerTimeout, now, ended);
            foreach (LinkedListNode<HttpConnectionEntry> unread in _policy.FindTooManyUnread(_asked))
            {
                ended.Add(unread.Value);
                Remove(unread);
            }
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

    /// <summary>Ends every connection.</summary>
    /// <param name="halfOpenOnly">Whether those whose answers are under way may stay.</param>
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
        _bySource.Remove(node.Value.Source);
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
