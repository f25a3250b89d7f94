using System.CommandLine;

namespace Elysia.LoadTest;

/// <summary>`elysia bench`: measures a daemon from outside, over real sockets. Nothing of it runs in a serving daemon.</summary>
internal static class BenchCommand
{
    /// <summary>The command with its subcommands `load` and `report`.</summary>
    /// <param name="output">Where everything is printed.</param>
    /// <param name="time">The clock: monotonic for measuring, UTC for the report's date only.</param>
    public static Command Create(TextWriter output, TimeProvider time) =>
        new("bench", "Measure a daemon under many viewers (load), or print the report (report).")
        {
            LoadCommand.Create(output, time),
            ReportCommand.Create(output, time),
        };
}
