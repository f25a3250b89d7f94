using System.Net;
using System.Net.Sockets;
using Elysia.Admission;
using Elysia.Admission.Limiting;
using Elysia.Admission.Network;
using Elysia.Transport.HttpListening;

namespace Elysia.Transport.Listening;

/// <summary>Tracks every connection that is not a viewer: half-open connections and those whose requests are being
/// answered. Bounded in number and in time, which HttpListener's own tables are not.</summary>
/// <remarks>Any thread. Connections are kept in the order of their last progress, so the one that has been
/// silent longest is found at once.</remarks>
/// <param name="capacity">The maximum number of connections.</param>
/// <param name="requestTimeout">The time in which a connection must send its request.</param>
/// <param name="answerTimeout">The time in which a connection must read its response.</param>
/// <param name="admission">Counts evictions and slow requests.</param>
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

    /// <summary>Adds a connection. When the table is full, a connection that only its client's silence keeps is closed
    /// for it.</summary>
    /// <returns>False when the table is full of connections that are being served.</returns>
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

    /// <summary>Closes a connection that only its client's silence keeps, or the oldest half-open one, to free a
    /// descriptor.</summary>
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

    /// <summary>Records that the client of a connection is not its peer: a proxy named it.</summary>
    public void Belongs(object connection, IPAddress client)
    {
        lock (_lock)
        {
            if (_byConnection.TryGetValue(connection, out LinkedListNode<HttpConnectionEntry>? node))
            {
                _bySource.Remove(node.Value.Source);
                node.Value.Source = Source.From(client);
                _bySource.Add(node.Value.Source);
            }
        }
    }

    /// <summary>Records that a long response begins, of which the kernel buffers little; the client may leave
    /// the rest unread.</summary>
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

    /// <summary>Records that the client has read a piece of its response.</summary>
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
