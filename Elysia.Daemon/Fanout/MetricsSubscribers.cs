using System.Collections.Concurrent;
using Elysia.Channels;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>The viewers that asked for metrics (?metrics=1). Any thread; bounded by the viewers there may be.</summary>
internal sealed class MetricsSubscribers
{
    private readonly ConcurrentDictionary<ClientId, ClientSession> _listeners = new();

    /// <summary>Whether nobody listens, so that nothing need be encoded.</summary>
    public bool IsEmpty => _listeners.IsEmpty;

    /// <summary>Takes one in.</summary>
    public void Add(ClientSession session) => _listeners[session.Id] = session;

    /// <summary>Forgets one that left.</summary>
    public void Remove(ClientSession session) => _listeners.TryRemove(session.Id, out _);

    /// <summary>Sends a message that must arrive to all of them.</summary>
    public void Deliver(Frame frame)
    {
        foreach (ClientSession session in _listeners.Values)
        {
            _ = session.TryEnqueue(frame);
        }
    }

    /// <summary>Sends a message to all of them; who has not taken its last message goes without.</summary>
    public void Offer(Frame frame)
    {
        foreach (ClientSession session in _listeners.Values)
        {
            session.TryOffer(frame);
        }
    }
}
