using Elysia.Http;

namespace Elysia.LoadTest.Load;

/// <summary>The protocol that the viewers of a run speak.</summary>
internal enum BenchProtocol
{
    /// <summary>Protocol 1: samples.</summary>
    Samples,

    /// <summary>Protocol 2 as JSON text.</summary>
    MotionJson,

    /// <summary>Protocol 2 as binary messages.</summary>
    MotionBinary,
}

/// <summary>The names of the protocols on the command line and in a handshake.</summary>
internal static class BenchProtocols
{
    /// <summary>The names for --protocol, in the order of the enum.</summary>
    public static IReadOnlyList<string> Names { get; } = ["1", "2-json", "2-bin"];

    /// <summary>Returns the name for --protocol.</summary>
    public static string Name(this BenchProtocol protocol) => Names[(int)protocol];

    /// <summary>Returns the protocol with a name that <see cref="Names"/> holds.</summary>
    public static BenchProtocol Parse(string name) => (BenchProtocol)Names.ToList().IndexOf(name);

    /// <summary>Returns the subprotocol that the handshake offers, or null for none.</summary>
    public static string? Subprotocol(this BenchProtocol protocol) => protocol switch
    {
        BenchProtocol.MotionJson => UpgradeRequest.Protocol2,
        BenchProtocol.MotionBinary => UpgradeRequest.Protocol2Binary,
        _ => null,
    };
}
