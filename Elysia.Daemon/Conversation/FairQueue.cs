using Elysia.Channels;

namespace Elysia.Conversation;

/// <summary>Queues texts per client and serves the clients in turn, so that a client with many texts delays only
/// itself.</summary>
/// <remarks>Not thread-safe: the caller holds the lock of the conversation. Bounded by
/// <paramref name="max"/>.</remarks>
/// <param name="max">The maximum number of waiting texts.</param>
internal sealed class FairQueue(int max)
{
    private readonly Dictionary<ClientId, Queue<ChatRequest>> _byClient = [];

    // The clients in the order in which they are served; each client with waiting texts is listed once.
    private readonly LinkedList<ClientId> _order = new();

    /// <summary>The number of waiting texts.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the queue is full.</summary>
    public bool IsFull => Count >= max;

    /// <summary>Adds a text.</summary>
    /// <exception cref="InvalidOperationException">The queue is full; check <see cref="IsFull"/> first.</exception>
    public void Add(ChatRequest request)
    {
        if (IsFull)
        {
            throw new InvalidOperationException("The queue is full.");
        }

        if (!_byClient.TryGetValue(request.From, out Queue<ChatRequest>? own))
        {
            _byClient[request.From] = own = new Queue<ChatRequest>();
            _order.AddLast(request.From);
        }

        own.Enqueue(request);
        Count++;
    }

    /// <summary>Takes the next text of the next client that is free, and moves the client to the end of the
    /// order.</summary>
    /// <param name="isFree">Returns whether a client may start a turn now.</param>
    /// <param name="request">The text, if one was taken.</param>
    /// <returns>Whether a text was taken.</returns>
    public bool TryTake(Func<ClientId, bool> isFree, out ChatRequest request)
    {
        for (LinkedListNode<ClientId>? node = _order.First; node is not null; node = node.Next)
        {
            if (!isFree(node.Value))
            {
                continue;
            }

            Queue<ChatRequest> own = _byClient[node.Value];
            request = own.Dequeue();
            Count--;
            _order.Remove(node);
            if (own.Count == 0)
            {
                _byClient.Remove(node.Value);
            }
            else
            {
                _order.AddLast(node);
            }

            return true;
        }

        request = null!;
        return false;
    }

    /// <summary>Drops the waiting texts of a client.</summary>
    /// <returns>The number of texts that were dropped.</returns>
    public int Drop(ClientId client)
    {
        if (!_byClient.Remove(client, out Queue<ChatRequest>? own))
        {
            return 0;
        }

        _order.Remove(client);
        Count -= own.Count;
        return own.Count;
    }
}
