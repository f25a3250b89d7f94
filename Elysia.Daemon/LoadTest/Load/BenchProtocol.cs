using Elysia.Http;

namespace Elysia.LoadTest.Load;

/// <summary>What the viewers of a run speak.</summary>
internal enum BenchProtocol
{
    /// <summary>Protocol 1: samples.</summary>
    Samples,

    /// <summary>Protocol 2 as JSON.</summary>
    MotionJson,

    /// <summary>Protocol 2 as bytes.</summary>
    MotionBinary,
}

/// <summary>How protocols are named: by who types a command, and in a handshake.</summary>
internal static class BenchProtocols
{
    /// <summary>The names for --protocol, in the order of the enum.</summary>
    public static IReadOnlyList<string> Names { get; } = ["1", "2-json", "2-bin"];

    /// <summary>The name for --protocol.</summary>
    public static string Name(this BenchProtocol protocol) => Names[(int)protocol];

    /// <summary>The protocol of a name that <see cref="Names"/> holds.</summary>
    public static BenchProtocol Parse(string name) => (BenchProtocol)Names.ToList().IndexOf(name);

    /// <summary>What is offered in the handshake; null for nothing.</summary>
    public static string? Subprotocol(this BenchProtocol protocol) => protocol switch
    {
        BenchProtocol.MotionJson => UpgradeRequest.Protocol2,
        BenchProtocol.MotionBinary => UpgradeRequest.Protocol2Binary,
        _ => null,
    };
}
