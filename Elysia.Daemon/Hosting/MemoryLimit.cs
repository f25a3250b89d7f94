using System.Globalization;

namespace Elysia.Hosting;

/// <summary>The amount of memory that the control group of this process may use (MemoryMax of the unit, or a
/// container's limit).</summary>
internal static class MemoryLimit
{
    private const string Root = "/sys/fs/cgroup";
    private const string MembershipFile = "/proc/self/cgroup";

    /// <summary>Returns the smallest memory limit among the process's control group and all groups above it, in bytes;
    /// null if there is none.</summary>
    public static long? OfControlGroup()
    {
        try
        {
            return OfControlGroup(Root, File.ReadAllLines(MembershipFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not Linux, or version 1 of control groups.
            return null;
        }
    }

    /// <summary>Returns the same for a tree of control groups and the lines of /proc/PID/cgroup (cgroups(7), version
    /// 2).</summary>
    internal static long? OfControlGroup(string root, IEnumerable<string> membership)
    {
        const string Version2 = "0::";
        string? line = membership.FirstOrDefault(l => l.StartsWith(Version2, StringComparison.Ordinal));
        string group = line?[Version2.Length..] ?? "/";
        long? least = null;
        for (string at = group.TrimEnd('/'); ; at = at[..at.LastIndexOf('/')])
        {
            string file = $"{root}{at}/memory.max";
            if (File.Exists(file)
                && long.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out long max))
            {
                least = Math.Min(least ?? max, max);
            }

            if (at.Length == 0)
            {
                return least;
            }
        }
    }
}
