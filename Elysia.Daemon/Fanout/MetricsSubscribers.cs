using System.Collections.Concurrent;
using Elysia.Channels;
using Elysia.Protocol.Wire;

namespace Elysia.Fanout;

/// <summary>The viewers that asked for metrics (?metrics=1). Safe on any thread; bounded by the maximum number of
/// viewers.</summary>
internal sealed class MetricsSubscribers
{
    private readonly ConcurrentDictionary<ClientId, ClientSession> _subscribers = new();

    /// <summary>Whether there are no subscribers, so that nothing needs to be encoded.</summary>
    public bool IsEmpty => _subscribers.IsEmpty;

    /// <summary>Adds a subscriber.</summary>
    public void Add(ClientSession session) => _subscribers[session.Id] = session;

    /// <summary>Removes a subscriber that has left.</summary>
    public void Remove(ClientSession session) => _subscribers.TryRemove(session.Id, out _);

    /// <summary>Queues a message that must not be dropped for all subscribers.</summary>
    public void Deliver(Frame frame)
    {
        foreach (ClientSession session in _subscribers.Values)
        {
            _ = session.TryEnqueue(frame);
        }
    }

    /// <summary>Offers a message to all subscribers; a subscriber that has not been sent its last message yet does not
    /// get this one.</summary>
    public void Offer(Frame frame)
    {
        foreach (ClientSession session in _subscribers.Values)
        {
            session.TryOffer(frame);
        }
    }
}
