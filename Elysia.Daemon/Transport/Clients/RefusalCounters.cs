using Elysia.Diagnostics;
using Elysia.Http;
using Elysia.Protocol.Messages;

namespace Elysia.Transport.Clients;

/// <summary>Counts messages, handshakes and the reasons for which they were refused. Any thread writes, any thread
/// reads.</summary>
internal sealed class RefusalCounters
{
    private readonly EnumCounters<RefusalReason> _messages = new();
    private readonly EnumCounters<UpgradeVerdict> _upgrades = new();

    private long _received;
    private long _turnedAway;

    /// <summary>The number of complete text messages, including refused ones.</summary>
    public long Messages => Interlocked.Read(ref _received);

    /// <summary>The number of clients that were refused after their handshake.</summary>
    public long ClientsTurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>Returns the number of messages that were refused for a reason.</summary>
    public long Of(RefusalReason reason) => _messages[reason];

    /// <summary>Returns the number of requests for a WebSocket with a verdict.</summary>
    public long Of(UpgradeVerdict verdict) => _upgrades[verdict];

    internal void Received() => Interlocked.Increment(ref _received);

    internal void TurnedAway() => Interlocked.Increment(ref _turnedAway);

    internal void Refused(RefusalReason reason) => _messages.Increment(reason);

    internal void Record(UpgradeVerdict verdict) => _upgrades.Increment(verdict);
}
