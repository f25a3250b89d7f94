using Elysia.Admission.Network;
using Elysia.Admission.Tokens;
using Elysia.Transport.WebSockets;

namespace Elysia.Transport.Clients;

/// <summary>A client whose handshake is done.</summary>
/// <param name="Socket">Its WebSocket.</param>
/// <param name="Remote">Who it is.</param>
/// <param name="Stamped">Whether it asked for tick times (?stamps=1).</param>
/// <param name="Grant">What it may do; null when it must still send its token as its first message.</param>
public sealed record AcceptedClient(WebSocketClientSocket Socket, RemoteClient Remote, bool Stamped, Grant? Grant)
{
    /// <summary>Whether it asked for metrics (?metrics=1).</summary>
    public bool WantsMetrics { get; init; }

    /// <summary>The subprotocol that was agreed on; null for none, which is protocol 1.</summary>
    public string? Subprotocol { get; init; }

    /// <summary>The state messages a second that it asked for (?fps=), as sent.</summary>
    public string? Fps { get; init; }

    /// <summary>The picture it says it has (?resume=), as sent.</summary>
    public string? Resume { get; init; }

    /// <summary>Whom she remembers it as when it has no token (?me=KEY, see <see cref="MemoryKey"/>); empty for nobody.</summary>
    public string Remembered { get; init; } = "";
}
