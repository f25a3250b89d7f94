using System.Globalization;

namespace Elysia.LoadTest.Load;

/// <summary>The resources that a process has used, from /proc.</summary>
/// <param name="Cpu">CPU time of all its threads since it started. Resolution 10 ms.</param>
/// <param name="ResidentBytes">VmRSS: its memory without the kernel's socket buffers. Unit: bytes.</param>
internal sealed record ProcessUsage(TimeSpan Cpu, long ResidentBytes)
{
    // USER_HZ is 100 on every architecture .NET runs on (proc(5), sysconf(_SC_CLK_TCK)).
    private const double ClockTicksPerSecond = 100;
    private const int UserTime = 14 - 3;
    private const int SystemTime = 15 - 3;

    /// <summary>Reads the current usage.</summary>
    /// <returns>Null if there is no such process, or it may not be read.</returns>
    public static ProcessUsage? Read(int processId)
    {
        try
        {
            string stat = File.ReadAllText(FormattableString.Invariant($"/proc/{processId}/stat"));
            string status = File.ReadAllText(FormattableString.Invariant($"/proc/{processId}/status"));
            return Parse(stat, status);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static ProcessUsage? Parse(string stat, string status)
    {
        // The second field is the program's name in parentheses and may hold anything, so count from its end: field 3
        // follows.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        string? resident = status.Split('\n').FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        if (fields.Length <= SystemTime || resident is null)
        {
            return null;
        }

        double ticks = Number(fields[UserTime]) + Number(fields[SystemTime]);
        string[] words = resident.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        return new ProcessUsage(TimeSpan.FromSeconds(ticks / ClockTicksPerSecond), (long)Number(words[1]) * 1024);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
