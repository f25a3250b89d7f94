using Elysia.Http;
using Elysia.Protocol;

namespace Elysia.Transport.Clients;

/// <summary>How often a message or a handshake came, was refused, and why. Any thread writes, any thread reads.</summary>
public sealed class RefusalCounters
{
    private readonly long[] _messages = new long[Enum.GetValues<RefusalReason>().Length];
    private readonly long[] _upgrades = new long[Enum.GetValues<UpgradeVerdict>().Length];

    private long _received;
    private long _turnedAway;

    /// <summary>Messages that were whole and text, refused ones among them.</summary>
    public long Messages => Interlocked.Read(ref _received);

    /// <summary>Clients that were turned away after their handshake.</summary>
    public long ClientsTurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>Messages that were refused, by reason.</summary>
    public long Of(RefusalReason reason) => Interlocked.Read(ref _messages[(int)reason]);

    /// <summary>Requests for a WebSocket, by verdict.</summary>
    public long Of(UpgradeVerdict verdict) => Interlocked.Read(ref _upgrades[(int)verdict]);

    internal void Received() => Interlocked.Increment(ref _received);

    internal void TurnedAway() => Interlocked.Increment(ref _turnedAway);

    internal void Refused(RefusalReason reason) => Interlocked.Increment(ref _messages[(int)reason]);

    internal void Judged(UpgradeVerdict verdict) => Interlocked.Increment(ref _upgrades[(int)verdict]);
}
