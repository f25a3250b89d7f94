using Elysia.Channels;

namespace Elysia.Conversation;

/// <summary>Texts that wait for their turn, client by client: one who asks much waits for its own, not the others for
/// it.</summary>
/// <remarks>Not thread-safe: the conversation holds its lock. Bounded by <paramref name="max"/>.</remarks>
/// <param name="max">Most texts that wait.</param>
internal sealed class FairQueue(int max)
{
    private readonly Dictionary<ClientId, Queue<ChatRequest>> _byClient = [];

    // Whose turn it is next comes first; each stands here once.
    private readonly LinkedList<ClientId> _order = new();

    /// <summary>How many wait.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no more may wait.</summary>
    public bool IsFull => Count >= max;

    /// <summary>Lets a text wait.</summary>
    /// <exception cref="InvalidOperationException">It is full; look before.</exception>
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

    /// <summary>Takes the next text of the next client that is free; the client goes to the end of the round.</summary>
    /// <param name="isFree">Whether a client may have a turn now.</param>
    /// <param name="request">The text, when one was taken.</param>
    /// <returns>Whether one was.</returns>
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

    /// <summary>Drops what a client still wanted to know.</summary>
    /// <returns>How many texts that were.</returns>
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
