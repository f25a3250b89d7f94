using System.Globalization;
using Elysia.Interop;

namespace Elysia.Hosting;

/// <summary>Gives back the memory in which the kernel keeps the program's own files: half of it is code that only the start
/// needed.</summary>
/// <remarks>Pages of files that nobody can write to and nobody has: the kernel reads them again when they are used again, and has
/// them at hand anyway. 18 of 58 MB.</remarks>
internal static class MappedPages
{
    private const string Mappings = "/proc/self/smaps";
    private const string AnonymousKey = "Anonymous:";

    /// <summary>Gives back what can be. Where the kernel does not show its mappings, nothing.</summary>
    public static void Release()
    {
        try
        {
            Release(File.ReadLines(Mappings));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Memory that is not given back is no fault.
        }
    }

    /// <summary>The mappings that can be given back.</summary>
    /// <param name="smaps">Lines as in /proc/PID/smaps.</param>
    /// <returns>First address and length of each.</returns>
    internal static IEnumerable<(nint Start, nint Length)> Find(IEnumerable<string> smaps)
    {
        (nint Start, nint Length)? candidate = null;
        foreach (string line in smaps)
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!words[0].EndsWith(':'))
            {
                candidate = words is [var range, var access, _, _, _, var file, ..] && file[0] == '/' && !access.Contains('w')
                    && access[0] == 'r' && !words.Contains("(deleted)")
                    ? Range(range) : null;
            }
            else if (words[0] == AnonymousKey && candidate is { } found)
            {
                candidate = null;

                // What was written before it was sealed, like addresses that the loader filled in, is in no file.
                if (words[1] == "0")
                {
                    yield return found;
                }
            }
        }
    }

    private static void Release(IEnumerable<string> smaps)
    {
        foreach ((nint start, nint length) in Find(smaps).ToArray())
        {
            // What it answers makes no difference.
            _ = ProcessCalls.AdviseMemory(start, length, ProcessCalls.DontNeed);
        }
    }

    private static (nint Start, nint Length) Range(string range)
    {
        string[] ends = range.Split('-');
        nint start = nint.Parse(ends[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return (start, nint.Parse(ends[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture) - start);
    }
}
