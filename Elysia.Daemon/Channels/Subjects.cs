using System.Collections.Concurrent;

namespace Elysia.Channels;

/// <summary>Who the connected clients are, where that is known. Written by the gate, read by the engines.</summary>
/// <remarks>Bounded by the connections: a client is named when it joins and removed when it leaves.</remarks>
internal sealed class Subjects
{
    private readonly ConcurrentDictionary<ClientId, string> _names = new();

    /// <summary>A client is known under a name that outlasts its connection.</summary>
    /// <param name="client">The client.</param>
    /// <param name="subject">Its name; an empty one is nobody's.</param>
    public void Name(ClientId client, string subject)
    {
        if (subject.Length > 0)
        {
            _names[client] = subject;
        }
    }

    /// <summary>A client left.</summary>
    public void Remove(ClientId client) => _names.TryRemove(client, out _);

    /// <summary>Who a client is.</summary>
    public Speaker Of(ClientId client) => new(client, _names.GetValueOrDefault(client, ""));
}
