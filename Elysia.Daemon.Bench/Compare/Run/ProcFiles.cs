using System.Globalization;

namespace Elysia.Bench.Compare.Run;

/// <summary>Reads the kernel's figures about a process and a core.</summary>
internal static class ProcFiles
{
    // USER_HZ: the unit of /proc's CPU times, 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Returns the user and system time of all threads of a process. Unit: seconds.</summary>
    public static double CpuSeconds(int process)
    {
        string stat = File.ReadAllText($"/proc/{process}/stat");
        // The command name may contain blanks and parentheses, so fields are counted from its end.
        string[] fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (Number(fields[11]) + Number(fields[12])) / TicksPerSecond;
    }

    /// <summary>Returns the busy time of a core since boot: user, nice, system, interrupts; without stolen time. Unit:
    /// seconds.</summary>
    public static double CoreSeconds(int core)
    {
        string line = File.ReadLines("/proc/stat")
            .First(line => line.StartsWith($"cpu{core} ", StringComparison.Ordinal));
        string[] fields = line.Split(' ');
        return (Number(fields[1]) + Number(fields[2]) + Number(fields[3]) + Number(fields[6]) + Number(fields[7]))
            / TicksPerSecond;
    }

    /// <summary>Returns the proportional set size: resident memory with shared pages divided among the processes that
    /// share them.</summary>
    public static long Kilobytes(int process)
    {
        string line = File.ReadLines($"/proc/{process}/smaps_rollup")
            .First(line => line.StartsWith("Pss:", StringComparison.Ordinal));
        return Number(line["Pss:".Length..].Replace("kB", "", StringComparison.Ordinal));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
