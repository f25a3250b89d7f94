namespace Elysia.Transport.Listening;

/// <summary>Decides which connections are closed to make room: those that only their clients' silence keeps, first one of
/// the source with the most connections.</summary>
/// <remarks>Called under the lock of the <see cref="HttpConnectionManager"/>, with lists in the order of the last sign of
/// life.</remarks>
/// <param name="capacity">The maximum number of connections.</param>
/// <param name="time">The daemon's clock.</param>
internal sealed class EvictionPolicy(int capacity, TimeProvider time)
{
    /// <summary>The maximum time for which a silent client may keep a connection while others wait.</summary>
    /// <remarks>Half a second: an honest request is complete within milliseconds; in a herd, clients need longer to send
    /// it.</remarks>
    private static readonly TimeSpan IdleTime = TimeSpan.FromMilliseconds(500);

    /// <summary>The maximum number of connections of each kind that are compared.</summary>
    private const int MaxCompared = 64;

    // A quarter of the table: the page of a source with many viewers loads a few files at a time, and reads them.
    private readonly int _unreadMax = Math.Max(16, capacity / 4);

    /// <summary>Returns the connection to close; null when all are being served.</summary>
    public LinkedListNode<HttpConnectionEntry>? FindIdle(
        LinkedList<HttpConnectionEntry> halfOpen, LinkedList<HttpConnectionEntry> asked, SourceCounts bySource)
    {
        (LinkedListNode<HttpConnectionEntry>? Node, int Count) found = (null, 0);
        foreach (LinkedList<HttpConnectionEntry> entries in (ReadOnlySpan<LinkedList<HttpConnectionEntry>>)[halfOpen, asked])
        {
            int seen = 0;
            for (LinkedListNode<HttpConnectionEntry>? node = entries.First;
                node is not null && seen < MaxCompared && IsSilent(node.Value);
                node = node.Next, seen++)
            {
                if (node.Value.IsIdle && bySource.Of(node.Value.Source) is var count && count > found.Count)
                {
                    found = (node, count);
                }
            }
        }

        return found.Node;
    }

    /// <summary>Returns the responses that sources leave unread beyond their share, those unread for the longest time.</summary>
    public List<LinkedListNode<HttpConnectionEntry>> FindTooManyUnread(LinkedList<HttpConnectionEntry> asked)
    {
        List<LinkedListNode<HttpConnectionEntry>> found = [];
        var unread = new SourceCounts();
        for (LinkedListNode<HttpConnectionEntry>? node = asked.Last; node is not null; node = node.Previous)
        {
            if (node.Value.IsSending && IsSilent(node.Value) && unread.Add(node.Value.Source) > _unreadMax)
            {
                found.Add(node);
            }
        }

        return found;
    }

    private bool IsSilent(HttpConnectionEntry entry) => time.GetElapsedTime(entry.Since) > IdleTime;
}
