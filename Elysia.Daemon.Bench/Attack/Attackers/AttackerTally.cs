using System.Collections.Concurrent;

namespace Elysia.Bench.Attack.Attackers;

/// <summary>What a attacker did and what it was answered. Any thread.</summary>
internal sealed class AttackerTally
{
    private readonly ConcurrentDictionary<string, long> _answers = new();
    private readonly ConcurrentDictionary<string, long> _breaches = new();
    private long _connections;
    private long _bytes;
    private long _sends;

    /// <summary>Connections that were taken.</summary>
    public long Connections => Volatile.Read(ref _connections);

    /// <summary>Bytes that were taken.</summary>
    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>Times bytes were sent: requests, frames or parts of them.</summary>
    public long Sends => Volatile.Read(ref _sends);

    /// <summary>What was answered, with counts: "HTTP 400", "close 1008", "reset".</summary>
    public IReadOnlyDictionary<string, long> Answers => _answers;

    /// <summary>What must never happen and did, with counts.</summary>
    public IReadOnlyDictionary<string, long> Breaches => _breaches;

    /// <summary>A connection was taken.</summary>
    public void Connected() => Interlocked.Increment(ref _connections);

    /// <summary>Bytes were taken.</summary>
    public void Sent(int bytes)
    {
        Interlocked.Increment(ref _sends);
        Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>An answer.</summary>
    public void Count(string answer) => _answers.AddOrUpdate(answer, 1, static (_, count) => count + 1);

    /// <summary>Something that must never happen.</summary>
    public void Breach(string what) => _breaches.AddOrUpdate(what, 1, static (_, count) => count + 1);
}
