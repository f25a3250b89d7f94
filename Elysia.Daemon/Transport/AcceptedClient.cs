using Elysia.Admission;

namespace Elysia.Transport;

/// <summary>A client whose handshake is done.</summary>
/// <param name="Socket">Its WebSocket.</param>
/// <param name="Caller">Who it is.</param>
/// <param name="Stamped">Whether it asked for tick times (?stamps=1).</param>
/// <param name="Grant">What it may do; null when it must still send its token as its first message.</param>
public sealed record AcceptedClient(WebSocketClientSocket Socket, Caller Caller, bool Stamped, Grant? Grant)
{
    /// <summary>Whether it asked for metrics (?metrics=1).</summary>
    public bool WantsMetrics { get; init; }
}
