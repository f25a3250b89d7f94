using Elysia.Diagnostics;
using Elysia.Http;
using Elysia.Protocol.Messages;

namespace Elysia.Transport.Clients;

/// <summary>How often a message or a handshake came, was refused, and why. Any thread writes, any thread reads.</summary>
internal sealed class RefusalCounters
{
    private readonly EnumCounters<RefusalReason> _messages = new();
    private readonly EnumCounters<UpgradeVerdict> _upgrades = new();

    private long _received;
    private long _turnedAway;

    /// <summary>Messages that were whole and text, refused ones among them.</summary>
    public long Messages => Interlocked.Read(ref _received);

    /// <summary>Clients that were turned away after their handshake.</summary>
    public long ClientsTurnedAway => Interlocked.Read(ref _turnedAway);

    /// <summary>Messages that were refused, by reason.</summary>
    public long Of(RefusalReason reason) => _messages[reason];

    /// <summary>Requests for a WebSocket, by verdict.</summary>
    public long Of(UpgradeVerdict verdict) => _upgrades[verdict];

    internal void Received() => Interlocked.Increment(ref _received);

    internal void TurnedAway() => Interlocked.Increment(ref _turnedAway);

    internal void Refused(RefusalReason reason) => _messages.Increment(reason);

    internal void Judged(UpgradeVerdict verdict) => _upgrades.Increment(verdict);
}
