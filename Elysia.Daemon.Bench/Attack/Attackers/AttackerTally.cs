using System.Collections.Concurrent;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>Counts of an attacker's actions and of the answers. Thread-safe.</summary>
internal sealed class AttackerTally
{
    private readonly ConcurrentDictionary<string, long> _answers = new();
    private readonly ConcurrentDictionary<string, long> _breaches = new();
    private long _connections;
    private long _bytes;
    private long _sends;

    /// <summary>Connections that were accepted.</summary>
    public long Connections => Volatile.Read(ref _connections);

    /// <summary>Bytes that were sent.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>The number of times bytes were sent: requests, frames or parts of them.</summary>
    public long Sends => Volatile.Read(ref _sends);

    /// <summary>The answers with counts: "HTTP 400", "close 1008", "reset".</summary>
    public IReadOnlyDictionary<string, long> Answers => _answers;

    /// <summary>Events that must never happen and did, with counts.</summary>
    public IReadOnlyDictionary<string, long> Breaches => _breaches;

    /// <summary>Counts an accepted connection.</summary>
    public void Connected() => Interlocked.Increment(ref _connections);

    /// <summary>Counts sent bytes.</summary>
    public void Sent(int bytes)
    {
        Interlocked.Increment(ref _sends);
        Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>Counts an answer.</summary>
    public void Count(string answer) => _answers.AddOrUpdate(answer, 1, static (_, count) => count + 1);

    /// <summary>Counts an event that must never happen.</summary>
    public void Breach(string what) => _breaches.AddOrUpdate(what, 1, static (_, count) => count + 1);
}
