using Elysia.Admission;

namespace Elysia.Transport;

/// <summary>A client whose handshake is done.</summary>
/// <param name="Socket">Its WebSocket.</param>
/// <param name="Caller">Who it is.</param>
/// <param name="Stamped">Whether it asked for tick times (?stamps=1).</param>
public sealed record AcceptedClient(WebSocketClientSocket Socket, Caller Caller, bool Stamped)
{
    /// <summary>Whom she remembers it as (?me=KEY, see <see cref="MemoryKey"/>); empty for nobody.</summary>
    public string Remembered { get; init; } = "";
}
