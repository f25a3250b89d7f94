namespace Elysia.Bench.Compare.Plan;

/// <summary>The way in which a peer is built.</summary>
internal enum PeerKind
{
    /// <summary>Compiled by gcc.</summary>
    C,

    /// <summary>Installed by npm; node itself comes as a package.</summary>
    Node,

    /// <summary>Published by `dotnet publish` from a project under peers/.</summary>
    DotNet,

    /// <summary>The daemon, published by `dotnet publish`.</summary>
    Elysia,
}

/// <summary>One server of the comparison.</summary>
/// <param name="Key">Its name on the command line, in the result file, and of its source file.</param>
/// <param name="Dialect">The viewers' protocol for it: plain, socketio, signalr or colyseus.</param>
/// <param name="Target">The request target of the WebSocket upgrade; for Colyseus that of the seat reservation.</param>
/// <param name="Form">The configuration it is used in, for the report.</param>
internal sealed record Peer(string Key, string Name, PeerKind Kind, string Dialect, string Target, string Form);
