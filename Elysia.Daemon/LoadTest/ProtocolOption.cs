using System.CommandLine;
using Elysia.LoadTest.Load;

namespace Elysia.LoadTest;

/// <summary>--protocol: the viewers' protocol, an option of both commands.</summary>
internal static class ProtocolOption
{
    /// <summary>Creates the option.</summary>
    public static Option<string> Create()
    {
        var option = new Option<string>("--protocol")
        {
            Description = "The protocol of the viewers: 1 (samples), 2-json or 2-bin (motions).",
            DefaultValueFactory = _ => BenchProtocols.Names[0],
        };
        option.AcceptOnlyFromAmong([.. BenchProtocols.Names]);
        return option;
    }
}
