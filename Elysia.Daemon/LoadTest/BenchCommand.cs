using System.CommandLine;

namespace Elysia.LoadTest;

/// <summary>`elysia bench`: measures a daemon from outside, over real sockets. A serving daemon runs none of
/// this.</summary>
internal static class BenchCommand
{
    /// <summary>The command with its subcommands `load` and `report`.</summary>
    /// <param name="output">The output for everything that is printed.</param>
    /// <param name="time">The clock: monotonic for measuring, UTC for the report's date only.</param>
    public static Command Create(TextWriter output, TimeProvider time) =>
        new("bench", "Measure a daemon under many viewers (load), or print the report (report).")
        {
            LoadCommand.Create(output, time),
            ReportCommand.Create(output, time),
        };
}
