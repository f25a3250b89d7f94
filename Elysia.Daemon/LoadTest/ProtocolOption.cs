using System.CommandLine;
using Elysia.LoadTest.Load;

namespace Elysia.LoadTest;

/// <summary>--protocol: what the viewers speak; both commands have it.</summary>
internal static class ProtocolOption
{
    /// <summary>The option.</summary>
    public static Option<string> Create()
    {
        var option = new Option<string>("--protocol")
        {
            Description = "What the viewers speak: 1 (samples), 2-json or 2-bin (motions).",
            DefaultValueFactory = _ => BenchProtocols.Names[0],
        };
        option.AcceptOnlyFromAmong([.. BenchProtocols.Names]);
        return option;
    }
}
