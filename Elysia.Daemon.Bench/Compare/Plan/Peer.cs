namespace Elysia.Bench.Compare.Plan;

/// <summary>What has to be built before a peer can run.</summary>
internal enum PeerKind
{
    /// <summary>gcc.</summary>
    C,

    /// <summary>npm; node itself comes as a package.</summary>
    Node,

    /// <summary>dotnet publish of a project under peers/.</summary>
    DotNet,

    /// <summary>dotnet publish of the daemon.</summary>
    Elysia,
}

/// <summary>One server of the comparison.</summary>
/// <param name="Key">Its name on the command line, in the result file, and of its source.</param>
/// <param name="Dialect">How the viewers must speak to it: plain, socketio, signalr or colyseus.</param>
/// <param name="Target">Request target of the WebSocket upgrade; for Colyseus of the seat reservation.</param>
/// <param name="Form">The form it is used in, for the report.</param>
internal sealed record Peer(string Key, string Name, PeerKind Kind, string Dialect, string Target, string Form);
