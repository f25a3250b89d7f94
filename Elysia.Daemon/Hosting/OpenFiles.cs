using System.Globalization;

namespace Elysia.Hosting;

/// <summary>The maximum number of files that the kernel lets this process open.</summary>
internal static class OpenFiles
{
    private const string LimitsFile = "/proc/self/limits";
    private const string Row = "Max open files";

    /// <summary>Returns the limit in force (RLIMIT_NOFILE, soft; .NET has raised it to the hard limit); null if there
    /// is none or it is unknown.</summary>
    public static long? Limit()
    {
        try
        {
            return Parse(File.ReadLines(LimitsFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not Linux, or no /proc in this container.
            return null;
        }
    }

    /// <summary>Reads the limit from the lines of /proc/PID/limits (proc_pid_limits(5)).</summary>
    internal static long? Parse(IEnumerable<string> lines) =>
        lines.FirstOrDefault(l => l.StartsWith(Row, StringComparison.Ordinal))?[Row.Length..]
            .Split(' ', StringSplitOptions.RemoveEmptyEntries) is [{ } soft, ..]
            && long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : null;
}
