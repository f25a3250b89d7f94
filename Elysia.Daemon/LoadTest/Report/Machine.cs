using System.Reflection;
using System.Runtime.InteropServices;

namespace Elysia.LoadTest.Report;

/// <summary>The machine and the build of a set of figures, so that they can be compared with others.</summary>
/// <param name="Processor">The processor's model.</param>
/// <param name="Cores">The number of cores that this process may use.</param>
/// <param name="MemoryBytes">The memory that this process may use. Unit: bytes.</param>
/// <param name="System">The kernel.</param>
/// <param name="Runtime">The .NET version.</param>
/// <param name="Version">Elysia's version.</param>
/// <param name="Commit">The commit it was built from; null if it was built outside a repository.</param>
internal sealed record Machine(
    string Processor, int Cores, long MemoryBytes, string System, string Runtime, string Version, string? Commit)
{
    /// <summary>Returns this machine and this build.</summary>
    public static Machine Here()
    {
        string version = typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>(
            )?.InformationalVersion ?? "";
        int plus = version.IndexOf('+', StringComparison.Ordinal);
        return new Machine(
            Processors(),
            Environment.ProcessorCount,
            GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
            $"{RuntimeInformation.OSDescription} {RuntimeInformation.OSArchitecture}",
            RuntimeInformation.FrameworkDescription,
            plus < 0 ? version : version[..plus],
            plus < 0 ? null : version[(plus + 1)..]);
    }

    private static string Processors()
    {
        try
        {
            string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l =>
                l.StartsWith("model name", StringComparison.Ordinal));
            return line is null ? "unknown" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
