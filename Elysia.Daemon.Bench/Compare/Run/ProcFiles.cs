using System.Globalization;

namespace Elysia.Bench.Compare.Run;

/// <summary>What the kernel says about a process and a core.</summary>
internal static class ProcFiles
{
    // USER_HZ: the unit of /proc's CPU times, 100 on every Linux a .NET runtime exists for.
    private const double TicksPerSecond = 100;

    /// <summary>User and system seconds of all threads of a process.</summary>
    public static double CpuSeconds(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");
        // The command name may contain blanks and parentheses, so fields count from the last one.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    /// <summary>Busy seconds of a core since boot: user, nice, system, interrupts; no stolen time.</summary>
    public static double CoreSeconds(int core)
    {
        string line = File.ReadLines("/proc/stat")
            .First(line => line.StartsWith($"cpu{core} ", StringComparison.Ordinal));
        string[] fields = line.Split(' ');
        return (Number(fields[1]) + Number(fields[2]) + Number(fields[3]) + Number(fields[6]) + Number(fields[7]))
            / TicksPerSecond;
    }

    /// <summary>Proportional set size: resident memory with shared pages divided among those who share them.</summary>
    public static long Kilobytes(int process)
    {
        string line = File.ReadLines($"/proc/{process}/smaps_rollup")
            .First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return Number(line["Pss:".Length..].Replace("kB", "", StringComparison.Ordinal));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
