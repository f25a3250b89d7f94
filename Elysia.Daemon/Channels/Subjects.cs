using System.Collections.Concurrent;

namespace Elysia.Channels;

/// <summary>The subjects of the connected clients, where known. Written by the connection handlers, read by the
/// engines.</summary>
/// <remarks>Bounded by the number of connections: an entry is added when a client joins and removed when it
/// leaves.</remarks>
internal sealed class Subjects
{
    private readonly ConcurrentDictionary<ClientId, string> _names = new();

    /// <summary>Sets the subject of a client, a name that outlasts its connection.</summary>
    /// <param name="client">The client.</param>
    /// <param name="subject">The subject; an empty one is ignored.</param>
    public void Name(ClientId client, string subject)
    {
        if (subject.Length > 0)
        {
            _names[client] = subject;
        }
    }

    /// <summary>Removes a client that has left.</summary>
    public void Remove(ClientId client) => _names.TryRemove(client, out _);

    /// <summary>Returns who talks through a client: the client and, if known, its subject.</summary>
    public Speaker Of(ClientId client) => new(client, _names.GetValueOrDefault(client, ""));
}
