using Elysia.Channels;

namespace Elysia.Engines;

/// <summary>Owns what was said lately, client by client.</summary>
/// <remarks>Only the conversation task touches it, so no lock guards it. Bounded by <see cref="TurnsMax"/> and
/// <see cref="ClientsMax"/>: with the longest texts and answers about 240 MB, with real ones a tenth of that.</remarks>
/// <param name="clientsMax">Most clients remembered; beyond it the one who was silent longest is forgotten.</param>
public sealed class Conversation(int clientsMax = Conversation.ClientsMax)
{
    /// <summary>Most turns kept for a client; beyond it the oldest is forgotten.</summary>
    /// <remarks>Unit: turns. 6: enough for "what did I say" and for a small model's context.</remarks>
    public const int TurnsMax = 6;

    /// <summary>Most clients remembered.</summary>
    /// <remarks>Unit: clients. 10,000: more than can be connected, so nobody who is present is forgotten.</remarks>
    public const int ClientsMax = 10_000;

    private readonly Dictionary<ClientId, LinkedListNode<Memory>> _byClient = [];
    private readonly LinkedList<Memory> _latestFirst = new();

    /// <summary>How many clients are remembered.</summary>
    public int Clients => _byClient.Count;

    /// <summary>The last turns with a client, oldest first; a snapshot that never changes, empty for a stranger.</summary>
    public IReadOnlyList<Turn> With(ClientId client) =>
        _byClient.TryGetValue(client, out LinkedListNode<Memory>? node) ? node.Value.Turns : [];

    /// <summary>Takes one turn in.</summary>
    public void Remember(ClientId client, Turn turn)
    {
        IReadOnlyList<Turn> before = With(client);
        Forget(client);
        if (_byClient.Count >= clientsMax && _latestFirst.Last is { } silentLongest)
        {
            Forget(silentLongest.Value.Client);
        }

        // A new array each time: a responder may keep the one it was given.
        Turn[] turns = [.. before.Skip(before.Count - TurnsMax + 1), turn];
        _byClient[client] = _latestFirst.AddFirst(new Memory(client, turns));
    }

    /// <summary>Frees what a client said; nothing for a stranger.</summary>
    public void Forget(ClientId client)
    {
        if (_byClient.Remove(client, out LinkedListNode<Memory>? node))
        {
            _latestFirst.Remove(node);
        }
    }

    private readonly record struct Memory(ClientId Client, Turn[] Turns);
}
