namespace Elysia.Bench.Compare.Plan;

/// <summary>The servers in the order in which they run: the floor, Elysia, the peers by name.</summary>
internal static class PeerCatalog
{
    public static readonly Peer Floor = new(
        "floor", "C floor", PeerKind.C, "plain", "/",
        "one thread, epoll, one non-blocking send per viewer and tick; no checks, no limits, no state per client");

    public static readonly Peer Elysia = new(
        "elysia", "Elysia", PeerKind.Elysia, "plain", "/ws?stamps=1",
        "the daemon as shipped, 60 frames/s fixed, every tick stamped");

    public static IReadOnlyList<Peer> All { get; } =
    [
        Floor,
        Elysia,
        new("aspnet", "ASP.NET Core WebSockets", PeerKind.DotNet, "plain", "/ws",
            "Kestrel, one bounded channel (drop oldest) and one pump per client, the frame encoded once"),
        new("colyseus", "Colyseus", PeerKind.Node, "colyseus", "/matchmake/joinOrCreate/avatar",
            "one room, schema state, patch broadcast in the tick that changed it (binary, a third of the bytes)"),
        new("signalr", "SignalR", PeerKind.DotNet, "signalr", "/hub",
            "Clients.All.SendAsync awaited at every tick, JSON protocol"),
        new("socketio", "Socket.IO", PeerKind.Node, "socketio", "/socket.io/?EIO=4&transport=websocket",
            "WebSocket transport, io.volatile.emit"),
        new("ws", "ws (node)", PeerKind.Node, "plain", "/",
            "send to every open client, the frame encoded once, no compression"),
    ];
}
