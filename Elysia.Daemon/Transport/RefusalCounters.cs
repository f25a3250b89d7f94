using Elysia.Protocol;

namespace Elysia.Transport;

/// <summary>How often a message or a handshake was refused, and why. Any thread writes, any thread reads.</summary>
public sealed class RefusalCounters
{
    private readonly long[] _messages = new long[Enum.GetValues<RefusalReason>().Length];
    private readonly long[] _upgrades = new long[Enum.GetValues<UpgradeVerdict>().Length];

    /// <summary>Messages that were refused, by reason.</summary>
    public long Of(RefusalReason reason) => Interlocked.Read(ref _messages[(int)reason]);

    /// <summary>Requests for a WebSocket, by verdict.</summary>
    public long Of(UpgradeVerdict verdict) => Interlocked.Read(ref _upgrades[(int)verdict]);

    internal void Refused(RefusalReason reason) => Interlocked.Increment(ref _messages[(int)reason]);

    internal void Judged(UpgradeVerdict verdict) => Interlocked.Increment(ref _upgrades[(int)verdict]);
}
