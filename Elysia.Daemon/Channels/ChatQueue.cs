using System.Threading.Channels;
using Elysia.Admission.Limiting;

namespace Elysia.Channels;

/// <summary>The chat texts that wait for an answer. Sources are served in turn, and within a source its clients, so that
/// somebody with many texts delays only themselves.</summary>
/// <remarks>Receive loops add, the conversation takes. When it is full, the newest text of the source with most waiting gives
/// way to one of a source with less. See docs/OPERATIONS.md.</remarks>
internal sealed class ChatQueue
{
    /// <summary>Texts from which on one must give way for another.</summary>
    /// <remarks>Unit: texts. 128, of at most 2 KB each.</remarks>
    public const int Max = 128;

    /// <summary>Most sources with a text waiting: the first text of a source is taken although all places are taken by as
    /// many other sources.</summary>
    /// <remarks>Unit: sources. 10,000: as many as there are viewers by default.</remarks>
    public const int SourcesMax = 10_000;

    private readonly Lock _lock = new();
    private readonly FairShare<ChatRequest> _share = new();

    // The sources in the order in which they are served; each source with waiting texts is listed once.
    private readonly LinkedList<Source> _order = new();
    private readonly Dictionary<ClientId, Waiting> _clients = [];

    // The source that was served last, until another source has come since, whether or not it has texts waiting. The next
    // other source goes before it, so that it waits only for the answer that is being given; one goes before it and no more,
    // so that it waits no longer than one turn of all.
    private Source? _servedLast;

    // One place: "something has come". Completed when no more comes.
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private long _served;

    /// <summary>The number of waiting texts.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _share.Count;
            }
        }
    }

    /// <summary>Adds a text.</summary>
    /// <param name="request">The text.</param>
    /// <param name="gaveWay">The text that gave way to it; null for none. Its client must be told.</param>
    /// <returns>False when there is no place for it.</returns>
    public bool TryAdd(ChatRequest request, out ChatRequest? gaveWay)
    {
        gaveWay = null;
        lock (_lock)
        {
            if (_share.Count >= Max && !TryMakeRoom(request, out gaveWay))
            {
                return false;
            }

            if (_share.Of(request.Source) == 0)
            {
                Enter(request.Source);
            }

            _share.Add(request.Source, request);
            Waiting client = _clients.TryGetValue(request.From, out Waiting known)
                ? known : new Waiting(request.Source, 0, ++_served);
            _clients[request.From] = client with { Count = client.Count + 1 };
        }

        _news.Writer.TryWrite(true);
        return true;
    }

    /// <summary>No more texts come.</summary>
    public void Complete() => _news.Writer.TryComplete();

    /// <summary>Waits until a text has come since the last call.</summary>
    /// <returns>False when no more come.</returns>
    public async Task<bool> WaitAsync(CancellationToken stopping)
    {
        bool isOpen = await _news.Reader.WaitToReadAsync(stopping).ConfigureAwait(false);
        _news.Reader.TryRead(out _);
        return isOpen;
    }

    /// <summary>Takes the next text of the next source that has a free client.</summary>
    /// <param name="isFree">Returns whether a client may start a turn now.</param>
    /// <param name="request">The text, if one was taken.</param>
    /// <returns>Whether a text was taken.</returns>
    public bool TryTake(Func<ClientId, bool> isFree, out ChatRequest request)
    {
        lock (_lock)
        {
            for (LinkedListNode<Source>? source = _order.First; source is not null; source = source.Next)
            {
                if (NextOf(source.Value, isFree) is not { } found)
                {
                    continue;
                }

                request = found.Value;
                _order.Remove(source);
                _order.AddLast(source);
                _servedLast = source.Value;
                _clients[request.From] = _clients[request.From] with { Served = ++_served };
                Remove(found);
                return true;
            }
        }

        request = null!;
        return false;
    }

    /// <summary>Drops the waiting texts of a client.</summary>
    /// <returns>The number of texts that were dropped.</returns>
    public int Drop(ClientId client)
    {
        lock (_lock)
        {
            if (!_clients.TryGetValue(client, out Waiting waiting))
            {
                return 0;
            }

            for (int left = waiting.Count; left > 0; left--)
            {
                Remove(NewestOf(waiting.Source, client));
            }

            return waiting.Count;
        }
    }

    private void Enter(Source source)
    {
        if (_servedLast is { } last && last != source && _order.Last is { } end && end.Value == last)
        {
            _order.AddBefore(end, source);
        }
        else
        {
            _order.AddLast(source);
        }

        _servedLast = _servedLast == source ? source : null;
    }

    private bool TryMakeRoom(ChatRequest request, out ChatRequest? gaveWay)
    {
        gaveWay = null;
        int own = _share.Of(request.Source);
        bool isOther = _share.Most > own + 1;
        if (isOther || own > 0)
        {
            Source source = isOther ? _share.Greediest : request.Source;
            ClientId most = GreediestOf(source);
            if (!isOther && _clients[most].Count <= _clients.GetValueOrDefault(request.From).Count + 1)
            {
                return false;
            }

            LinkedListNode<ChatRequest> newest = NewestOf(source, most);
            gaveWay = newest.Value;
            Remove(newest);
            return true;
        }

        return _share.Sources < SourcesMax;
    }

    private ClientId GreediestOf(Source source) =>
        _share.Items(source).MaxBy(text => _clients[text.From].Count)!.From;

    private LinkedListNode<ChatRequest> NewestOf(Source source, ClientId client)
    {
        LinkedListNode<ChatRequest> node = _share.Items(source).Last!;
        while (node.Value.From != client)
        {
            node = node.Previous!;
        }

        return node;
    }

    // The oldest text of the client that was served longest ago.
    private LinkedListNode<ChatRequest>? NextOf(Source source, Func<ClientId, bool> isFree)
    {
        LinkedListNode<ChatRequest>? next = null;
        for (LinkedListNode<ChatRequest>? node = _share.Items(source).First; node is not null; node = node.Next)
        {
            if (isFree(node.Value.From)
                && (next is null || _clients[node.Value.From].Served < _clients[next.Value.From].Served))
            {
                next = node;
            }
        }

        return next;
    }

    private void Remove(LinkedListNode<ChatRequest> node)
    {
        ChatRequest request = node.Value;
        _share.Remove(request.Source, node);
        if (_share.Of(request.Source) == 0)
        {
            _order.Remove(request.Source);
        }

        Waiting client = _clients[request.From];
        if (client.Count > 1)
        {
            _clients[request.From] = client with { Count = client.Count - 1 };
        }
        else
        {
            _clients.Remove(request.From);
        }
    }

    /// <summary>A client with waiting texts.</summary>
    /// <param name="Source">Its source.</param>
    /// <param name="Count">Its waiting texts.</param>
    /// <param name="Served">Its place in the order of its source: when it came or was served last.</param>
    private readonly record struct Waiting(Source Source, int Count, long Served);
}
